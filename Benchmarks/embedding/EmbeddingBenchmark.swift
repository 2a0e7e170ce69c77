import Embedding
import NIOPosix

/// Measures the built-in encoder: `EmbeddingBenchmark MODEL_FOLDER < texts`, one text a line, queries after a `%` line.
///
/// Writes `name value` lines: tokens, bulk_tokens_per_second, query_p50_ms, open_ms.
@main
enum EmbeddingBenchmark {
    static func main() async throws {
        var lines: [String] = []
        while let line = readLine() { lines.append(line) }
        let parts = lines.split(separator: "%", maxSplits: 1)
        guard parts.count == 2, CommandLine.arguments.count == 2 else {
            return emit("error", "see the source for usage")
        }
        let threads = NIOThreadPool(numberOfThreads: threadCount)
        threads.start()
        let clock = ContinuousClock()
        let before = clock.now
        let embedder = try BuiltInEmbedder.open(
            folder: CommandLine.arguments[1], threads: threads, threadCount: threadCount)
        emit("open_ms", milliseconds(clock.now - before))
        try await bulk(embedder, Array(parts[0]), clock)
        try await queries(embedder, Array(parts[1]), clock)
        try await threads.shutdownGracefully()
    }

    private static let threadCount = 2
    private static let bulkRounds = 3

    private static func bulk(_ embedder: BuiltInEmbedder, _ texts: [String], _ clock: ContinuousClock) async throws {
        let tokens = embedder.tokenCount(of: texts)
        emit("tokens", tokens)
        _ = try await embedder.embed(Array(texts.prefix(100)))
        var best = Double.infinity
        for _ in 0..<bulkRounds {
            let start = clock.now
            _ = try await embedder.embed(texts)
            best = min(best, milliseconds(clock.now - start))
        }
        emit("bulk_tokens_per_second", Double(tokens) / best * 1000)
    }

    private static func queries(_ embedder: BuiltInEmbedder, _ texts: [String], _ clock: ContinuousClock) async throws {
        var times: [Double] = []
        for text in texts {
            let start = clock.now
            _ = try await embedder.embedQuery(text)
            times.append(milliseconds(clock.now - start))
        }
        times.sort()
        emit("query_p50_ms", times[times.count / 2])
        emit("query_p95_ms", times[times.count * 95 / 100])
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        let parts = duration.components
        return Double(parts.seconds) * 1000 + Double(parts.attoseconds) / 1e15
    }

    private static func emit(_ name: String, _ value: some CustomStringConvertible) {
        print(name, value)
    }
}
