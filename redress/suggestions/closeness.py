"""Could one word be another with a slip of the keyboard in it?"""

from __future__ import annotations


def within(one: str, other: str, most: int) -> bool:
    """Whether so many slips at most part two words: a letter wrong, missing or too many, or two changed over."""
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, row = row, [i]
        for j, beside in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != beside))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == beside:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
        before = last
    return row[-1] <= most
