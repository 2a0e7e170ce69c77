import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// An answer whose head is here and whose body is read while it comes. Letting go of it ends the request.
struct OutgoingStream: Sendable {
    let status: Int
    /// By names in small letters.
    let headers: [String: String]
    private let body: HTTPClientResponse.Body

    fileprivate init(_ response: HTTPClientResponse) {
        status = Int(response.status.code)
        let pairs = response.headers.map { ($0.name.lowercased(), $0.value) }
        headers = Dictionary(pairs) { first, _ in first }
        body = response.body
    }

    /// Hands over piece by piece, the next one when `take` has returned.
    ///
    /// Throws what `take` throws, `OutgoingFailure.timedOut` when nothing comes for `silenceSeconds`, and what the
    /// connection failed with. A slow taker is no silence.
    func forEach(
        silenceSeconds: Double, _ take: @escaping @Sendable ([UInt8]) async throws -> Void
    ) async throws {
        let silence = Silence()
        try await withThrowingTaskGroup(of: Void.self) { [body] group in
            group.addTask {
                for try await piece in body {
                    silence.end()
                    try await take(Array(piece.readableBytesView))
                    silence.begin()
                }
            }
            group.addTask {
                while silence.seconds < silenceSeconds {
                    try await Task.sleep(for: .seconds(silenceSeconds / 4))
                }
                throw OutgoingFailure.timedOut(seconds: silenceSeconds)
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}

/// For how long the other side has been waited for.
private final class Silence: Sendable {
    private let since = Mutex<ContinuousClock.Instant?>(.now)

    func begin() { since.withLock { $0 = .now } }
    func end() { since.withLock { $0 = nil } }

    /// 0 while nobody waits.
    var seconds: Double {
        guard let since = since.withLock({ $0 }) else { return 0 }
        return since.duration(to: .now) / .seconds(1)
    }
}

extension OutgoingHTTP {
    /// Asks for something large. Throws `OutgoingFailure.timedOut` when the head is not here in time,
    /// `CancellationError`, or what the connection failed with.
    func open(
        _ url: String, isHead: Bool = false, headers: [(String, String)], headSeconds: Double
    ) async throws -> OutgoingStream {
        var request = HTTPClientRequest(url: url)
        request.method = isHead ? .HEAD : .GET
        request.headers = HTTPHeaders(headers)
        do {
            let deadline = NIODeadline.now() + .milliseconds(Int64(headSeconds * 1000))
            return OutgoingStream(try await client.execute(request, deadline: deadline))
        } catch let error as HTTPClientError where error == .deadlineExceeded {
            throw OutgoingFailure.timedOut(seconds: headSeconds)
        }
    }
}
