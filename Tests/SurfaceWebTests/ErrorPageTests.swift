import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit
import SurfaceWeb
import Testing

@Suite("Web: error pages")
struct ErrorPageTests {
    private struct Unforeseen: Error {}

    private static let rows: [(any Error & Sendable, HTTPResponse.Status)] = [
        (SurfaceFailure.noRoute, .notFound), (SurfaceFailure.methodNotAllowed(allowed: ["GET"]), .methodNotAllowed),
        (SurfaceFailure.bodyTooLarge, .contentTooLarge), (SurfaceFailure.bodyIncomplete, .badRequest),
        (
            SurfaceFailure.rateLimited(RateDecision(isAllowed: false, limit: 1, remaining: 0, retryAfterSeconds: 9)),
            .tooManyRequests
        ),
        (SurfaceFailure.unauthorized, .forbidden), (SurfaceFailure.disabled, .forbidden),
        (SurfaceFailure.forbidden, .forbidden),
        (SurfaceFailure.unavailable(reason: "secret detail"), .serviceUnavailable),
        (Unforeseen(), .internalServerError),
    ]

    @Test("each failure has its status and a page, and tells no detail", arguments: rows.indices)
    func statuses(_ index: Int) async throws {
        let (error, status) = Self.rows[index]
        let response = WebErrors().response(to: error, at: "/", requestID: "1")
        #expect(response.status == status)
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect((response.body.contentLength ?? 0) > 200)
    }

    @Test("a client that asks too often is told when to come back")
    func retryAfter() {
        let decision = RateDecision(isAllowed: false, limit: 1, remaining: 0, retryAfterSeconds: 9)
        let response = WebErrors().response(to: SurfaceFailure.rateLimited(decision), at: "/", requestID: "1")
        #expect(response.headers[.retryAfter] == "9")
    }
}
