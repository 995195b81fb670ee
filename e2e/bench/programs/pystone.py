# What interpreters spend their time on: calls, attributes, loops over integers, lists, dictionaries, branches, comparisons of text.
import time


class Record:
    __slots__ = ("kind", "name", "next", "number")

    def __init__(self, kind, number, name):
        self.kind, self.number, self.name, self.next = kind, number, name, None


def step(record, table, counts):
    other = Record(record.kind + 1, record.number, record.name)
    record.next = other
    for i in range(5):
        table[i] = other.number + i * record.kind
    if other.name > "M" and table[2] % 3 != 0:
        other.kind = table[1] - table[0]
    else:
        other.number = max(table[3], 7)
    counts[other.name] = counts.get(other.name, 0) + other.kind
    return other.number + len(other.name)


def loop(times):
    table, counts, total = [0] * 8, {}, 0
    names = ("SOME RECORD", "LAST RECORD", "OTHER")
    for i in range(times):
        total = (total + step(Record(i & 3, i, names[i % 3]), table, counts)) % 1_000_003
    return total, sum(counts.values())


loop(1000)
started = time.perf_counter()
answer = loop(150_000)
print(time.perf_counter() - started, *answer)
