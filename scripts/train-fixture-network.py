"""Trains a small convolutional network on drawn digits with torch and writes it as the fixture of the tests of `sneakpath infer`:
weights as float32 in network.safetensors (written here, as Debian has no python3-safetensors) and outputs.npy, what torch gives in
float64 for the first 50 test digits. See scripts/draw-fixture-digits.ts."""

import json
import struct
import sys

import numpy
import torch
from torch import nn

source, target = sys.argv[1:3]
torch.manual_seed(1)
torch.set_num_threads(1)


def load(part):
    images = torch.tensor(numpy.load(f"{source}/{part}-images.npy"), dtype=torch.float32)
    return images, torch.tensor(numpy.load(f"{source}/{part}-labels.npy"), dtype=torch.long)


images, labels = load("train")
test_images, test_labels = load("test")
network = nn.Sequential(
    nn.Conv2d(1, 4, 3, padding=1),
    nn.BatchNorm2d(4),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Conv2d(4, 8, 3),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(288, 10),
)
optimizer = torch.optim.Adam(network.parameters(), lr=0.01)
for epoch in range(4):
    for batch in torch.randperm(len(images)).split(100):
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(images[batch]), labels[batch]).backward()
        optimizer.step()
network.eval()
with torch.no_grad():
    print("accuracy", (network(test_images).argmax(1) == test_labels).double().mean().item())

tensors = {name: value for name, value in network.state_dict().items() if value.dtype == torch.float32}
header, blobs, at = {}, [], 0
for name, value in tensors.items():
    blob = value.contiguous().numpy().astype("<f4").tobytes()
    header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [at, at + len(blob)]}
    blobs.append(blob)
    at += len(blob)
text = json.dumps(header).encode()
with open(f"{target}/network.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))
with torch.no_grad():
    numpy.save(f"{target}/outputs.npy", network.double()(test_images[:50].double()).numpy())
