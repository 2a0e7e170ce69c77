"""Runs sentence-transformers (torch) and EmbeddingBenchmark in turn and prints a Markdown table.

Usage: compare.py MODEL_FOLDER BENCHMARK_BINARY [TEXTS]
"""
import os
import statistics
import subprocess
import sys
import time

os.environ["HF_HUB_OFFLINE"] = "1"

import texts

THREADS = 2
ROUNDS = 3


def peer(folder, bulk, queries):
    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(THREADS)
    start = time.perf_counter()
    model = SentenceTransformer(folder, device="cpu")
    opened = (time.perf_counter() - start) * 1000
    tokens = sum(len(ids) for ids in model.tokenizer(bulk, truncation=True, max_length=model.max_seq_length)["input_ids"])
    model.encode(bulk[:100], normalize_embeddings=True)
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        model.encode(bulk, batch_size=32, normalize_embeddings=True, show_progress_bar=False)
        best = min(best, time.perf_counter() - start)
    times = []
    for query in queries:
        start = time.perf_counter()
        model.encode(query, normalize_embeddings=True, show_progress_bar=False)
        times.append((time.perf_counter() - start) * 1000)
    return {
        "tokens": tokens, "bulk_tokens_per_second": tokens / best, "query_p50_ms": statistics.median(times),
        "query_p95_ms": sorted(times)[len(times) * 95 // 100], "open_ms": opened,
    }


def ours(folder, binary, bulk, queries):
    text = "\n".join(bulk + ["%"] + queries) + "\n"
    output = subprocess.run([binary, folder], input=text, capture_output=True, text=True, check=True).stdout
    return {name: float(value) for name, value in (line.split(maxsplit=1) for line in output.splitlines())}


def main():
    folder, binary = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    bulk, queries = texts.bulk(count), texts.queries()
    own, other = ours(folder, binary, bulk, queries), peer(folder, bulk, queries)
    if own["tokens"] != other["tokens"]:
        sys.exit(f"the two sides count different tokens: {own['tokens']} and {other['tokens']}")
    print(f"{len(bulk)} texts, {other['tokens']} tokens; {len(queries)} queries; {THREADS} threads on both sides\n")
    print("| measure | built-in | sentence-transformers (torch) | ratio |")
    print("|---|---:|---:|---:|")
    rows = [("bulk, tokens/s", "bulk_tokens_per_second", True), ("query p50, ms", "query_p50_ms", False),
            ("query p95, ms", "query_p95_ms", False), ("open, ms", "open_ms", False)]
    for title, key, more_is_better in rows:
        ratio = own[key] / other[key] if more_is_better else other[key] / own[key]
        digits = 0 if more_is_better else 2
        print(f"| {title} | {own[key]:.{digits}f} | {other[key]:.{digits}f} | {ratio:.2f}x |")


if __name__ == "__main__":
    main()
