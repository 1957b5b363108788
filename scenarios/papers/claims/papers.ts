/** The papers behind the table of claims, by the value of its column `seed`: as much of each citation as its text gives. */
export const PAPERS: Readonly<Record<string, string>> = {
  '000':
    'Two-dimensional electrically conductive metal-organic framework (EC-MOF) artificial synapse with an operating voltage of 10 mV; title page, authors and journal are missing from the text at hand',
  '001':
    'S. Zhao, W. Ran, Z. Lou, L. Li, S. Poddar, L. Wang, Z. Fan, G. Shen, Neuromorphic-computing-based adaptive learning using ion dynamics in flexible energy storage devices (accepted 14 July 2022)',
  '002':
    'Z. Wang, L. Wang, Y. Wu, L. Bian, M. Nagai, R. Jv, L. Xie, H. Ling, Q. Li, H. Bian, M. Yi, N. Shi, X. Liu, W. Huang, Self-adaptive spike voltage-dependent plasticity emulated by a metalloporphyrin-based memristor (manuscript); journal form: Adv. Mater. 2021, 33, 2104370',
  '003':
    'Y. Qian, J. Li, W. Li, C.-H. Hou, Z. Feng, W. Shi, M. Yi, High synaptic plasticity enabled by controlled ion migration in organic heterojunction memristors, J. Mater. Chem. C 2024, 12, 9669, doi:10.1039/d4tc01257g',
  '004':
    'J. H. Baek et al., review of electrochemical iontronic synapses; title page and journal are missing from the text at hand',
}
