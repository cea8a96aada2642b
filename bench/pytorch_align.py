"""The DPO step of `penchant bench align`, in PyTorch, the plain way: a padded batch, full logits, AdamW.

Same shape of model (Llama: hidden 256, 4 layers, vocabulary 32000, float32) and of batches (8 pairs, prompts of 112 to 144 tokens,
responses of 32 to 160). Prints useful tokens a second (those of all sequences, padding not counted) and peak resident memory as one
line of JSON. Needs torch alone: python bench/pytorch_align.py [steps]
"""

import json
import math
import random
import resource
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

HIDDEN, LAYERS, VOCABULARY, PAIRS, HEADS, KV_HEADS, INNER = 256, 4, 32000, 8, 8, 4, 688
HEAD_DIM = HIDDEN // HEADS
WARM, BETA = 2, 0.1


class RmsNorm(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(HIDDEN))

    def forward(self, x):
        return F.rms_norm(x, (HIDDEN,), self.weight, 1e-5)


def rotate(x, cos, sin):
    a, b = x.chunk(2, -1)
    return x * cos + torch.cat((-b, a), -1) * sin


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = RmsNorm(), RmsNorm()
        self.q = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.k = nn.Linear(HIDDEN, KV_HEADS * HEAD_DIM, bias=False)
        self.v = nn.Linear(HIDDEN, KV_HEADS * HEAD_DIM, bias=False)
        self.out = nn.Linear(HIDDEN, HIDDEN, bias=False)
        self.gate = nn.Linear(HIDDEN, INNER, bias=False)
        self.up = nn.Linear(HIDDEN, INNER, bias=False)
        self.down = nn.Linear(INNER, HIDDEN, bias=False)

    def forward(self, x, cos, sin):
        rows, length, _ = x.shape
        h = self.norm1(x)
        q = rotate(self.q(h).view(rows, length, HEADS, HEAD_DIM).transpose(1, 2), cos, sin)
        k = rotate(self.k(h).view(rows, length, KV_HEADS, HEAD_DIM).transpose(1, 2), cos, sin)
        v = self.v(h).view(rows, length, KV_HEADS, HEAD_DIM).transpose(1, 2)
        # Padding stands on the right, so a causal mask alone keeps it out of sight.
        seen = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        x = x + self.out(seen.transpose(1, 2).reshape(rows, length, HIDDEN))
        h = self.norm2(x)
        return x + self.down(F.silu(self.gate(h)) * self.up(h))


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(VOCABULARY, HIDDEN)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.norm = RmsNorm()
        self.head = nn.Linear(HIDDEN, VOCABULARY, bias=False)
        for p in self.parameters():
            if p.dim() > 1:
                nn.init.normal_(p, std=0.02)

    def forward(self, ids):
        frequencies = 10000.0 ** (-torch.arange(0, HEAD_DIM, 2) / HEAD_DIM)
        angles = torch.outer(torch.arange(ids.shape[1]), frequencies).repeat(1, 2)
        x = self.embedding(ids)
        for block in self.blocks:
            x = block(x, angles.cos(), angles.sin())
        return self.head(self.norm(x))


def batch(rng):
    """Chosen and rejected in turn: ids [2 PAIRS, T], the mask of responses, and how many tokens are useful."""
    sequences = []
    for _ in range(PAIRS):
        prompt = [rng.randrange(VOCABULARY) for _ in range(rng.randint(112, 144))]
        for _ in range(2):
            sequences.append((prompt + [rng.randrange(VOCABULARY) for _ in range(rng.randint(32, 160))], len(prompt)))
    longest = max(len(ids) for ids, _ in sequences)
    ids = torch.zeros(len(sequences), longest, dtype=torch.long)
    mask = torch.zeros(len(sequences), longest)
    for row, (tokens, start) in enumerate(sequences):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        mask[row, start : len(tokens)] = 1
    return ids, mask, sum(len(tokens) for tokens, _ in sequences)


def loss_of(model, ids, mask):
    logp = model(ids)[:, :-1].log_softmax(-1).gather(2, ids[:, 1:, None]).squeeze(2)
    # The reference is uniform over the vocabulary, nearly the policy of random weights.
    rewards = ((logp + math.log(VOCABULARY)) * mask[:, 1:]).sum(1)
    pairs = rewards.view(-1, 2) * BETA
    return -F.logsigmoid(pairs[:, 0] - pairs[:, 1]).mean()


def main(steps):
    torch.manual_seed(0)
    rng = random.Random(0)
    model = Model()
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-5, weight_decay=0)
    useful, seconds = 0, 0.0
    for step in range(WARM + steps):
        ids, mask, tokens = batch(rng)
        began = time.perf_counter()
        loss_of(model, ids, mask).backward()
        optimiser.step()
        optimiser.zero_grad()
        if step >= WARM:
            useful, seconds = useful + tokens, seconds + time.perf_counter() - began
    # Linux counts in KiB, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (20 if sys.platform == 'darwin' else 10))
    print(json.dumps({'torch': torch.__version__, 'threads': torch.get_num_threads(),
                      'useful_tokens_per_second': round(useful / seconds, 1), 'peak_resident_mib': round(peak)}))


main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
