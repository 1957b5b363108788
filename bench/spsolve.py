"""Seconds of scipy's spsolve for the linear network of the benchmark: python3 spsolve.py LINES"""
import sys
import time

import numpy as np
import scipy.sparse as sp
from scipy.sparse.linalg import spsolve

n = int(sys.argv[1])
random = np.random.default_rng(1)
g = (1e-6 * 100 ** random.random((n, n))).ravel()
volts = random.random(n)
k = np.arange(n * n).reshape(n, n)
word, bit = k, n * n + k


def branches(a, b, siemens):
    a, b = a.ravel(), b.ravel()
    s = np.broadcast_to(siemens, a.shape)
    rows = np.concatenate([a, b, a, b])
    columns = np.concatenate([a, b, b, a])
    return rows, columns, np.concatenate([s, s, -s, -s])


start = time.perf_counter()
parts = [
    branches(word[:, :-1], word[:, 1:], 1.0),
    branches(bit[:-1], bit[1:], 1.0),
    branches(word, bit, g),
]
rows, columns, values = (np.concatenate(each) for each in zip(*parts))
matrix = sp.csr_matrix((values, (rows, columns)), shape=(2 * n * n, 2 * n * n))
held = np.zeros(2 * n * n, bool)
held[word[:, 0]] = True
held[bit[-1]] = True
known = np.zeros(2 * n * n)
known[word[:, 0]] = volts
free = ~held
spsolve(matrix[free][:, free].tocsc(), -(matrix[free] @ known))
print(time.perf_counter() - start)
