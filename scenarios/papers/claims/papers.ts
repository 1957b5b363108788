/** A paper behind the table of claims. */
interface Paper {
  /** How tables name it: "Qian 2024, pentacene/P13". */
  readonly name: string
  /** As much of the citation as the text at hand gives. */
  readonly citation: string
}

/** The papers by the value of the column `seed` of the table of claims. */
export const PAPERS: Readonly<Record<string, Paper>> = {
  '000': {
    name: 'EC-MOF synapse (authors not in the text)',
    citation:
      'Two-dimensional electrically conductive metal-organic framework (EC-MOF) artificial synapse with an operating voltage of 10 mV; authors, journal, year and DOI are not in the text at hand, which begins with the abstract',
  },
  '001': {
    name: 'Zhao 2022, FMES',
    citation:
      'S. Zhao, W. Ran, Z. Lou, L. Li, S. Poddar, L. Wang, Z. Fan, G. Shen, Neuromorphic-computing-based adaptive learning using ion dynamics in flexible energy storage devices, Natl. Sci. Rev., accepted 14 July 2022; no DOI in the text at hand',
  },
  '002': {
    name: 'Wang 2021, ZnTPP/AlOx',
    citation:
      'Z. Wang, L. Wang, Y. Wu, L. Bian, M. Nagai, R. Jv, L. Xie, H. Ling, Q. Li, H. Bian, M. Yi, N. Shi, X. Liu, W. Huang, Self-adaptive spike voltage-dependent plasticity emulated by a metalloporphyrin-based memristor (manuscript, no DOI in the text at hand); journal form: Adv. Mater. 2021, 33, 2104370',
  },
  '003': {
    name: 'Qian 2024, pentacene/P13',
    citation:
      'Y. Qian, J. Li, W. Li, C.-H. Hou, Z. Feng, W. Shi, M. Yi, High synaptic plasticity enabled by controlled ion migration in organic heterojunction memristors, J. Mater. Chem. C 2024, 12, 9669, doi:10.1039/d4tc01257g',
  },
  '004': {
    name: 'Baek 2024, review',
    citation:
      'J. H. Baek et al., review of electrochemical iontronic synapses, Materials Research Bulletin 2024, 176, 112803; the text at hand begins with the abstract and gives no DOI',
  },
}
