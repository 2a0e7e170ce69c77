import Foundation
package import Hummingbird
import NIOCore

extension Request {
    /// The JSON object of the body; nil when there is none, or something else. Any `Content-Type` will do.
    ///
    /// Throws `SurfaceFailure` `bodyTooLarge` or `bodyIncomplete`.
    package func jsonObject<Object: Decodable>(
        _ type: Object.Type, bytesMax: Int = SurfaceKitLimits.bodyBytesMax
    ) async throws -> Object? {
        let body = try await bodyBytes(max: bytesMax)
        guard body.readableBytes > 0 else { return nil }
        return try? JSONDecoder().decode(type, from: Data(body.readableBytesView))
    }

    private func bodyBytes(max bytesMax: Int) async throws -> ByteBuffer {
        if let announced = headers[.contentLength].flatMap({ Int($0) }), announced > bytesMax {
            throw SurfaceFailure.bodyTooLarge
        }
        do {
            return try await body.collect(upTo: bytesMax)
        } catch is NIOTooManyBytesError {
            throw SurfaceFailure.bodyTooLarge
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw SurfaceFailure.bodyIncomplete
        }
    }

    /// The first value of a parameter of the query string, with `+` and `%20` as blanks; nil when it is missing.
    package func parameter(_ name: String) -> String? {
        FormPairs(uri.query ?? "").first(name)
    }

    /// The fields of a submitted HTML form. Throws `SurfaceFailure` `bodyTooLarge` or `bodyIncomplete`.
    package func form(bytesMax: Int = SurfaceKitLimits.formBytesMax) async throws -> FormPairs {
        FormPairs(String(buffer: try await bodyBytes(max: bytesMax)))
    }
}

/// Names and values as browsers write them into query strings and forms.
package struct FormPairs: Sendable {
    private let pairs: [(name: String, value: String)]

    init(_ text: String) {
        pairs = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : "")
        }
    }

    package func first(_ name: String) -> String? {
        pairs.first { $0.name == name }?.value
    }

    private static func decoded(_ text: Substring) -> String {
        let blanks = String(text).replacing("+", with: "%20")
        return blanks.removingPercentEncoding ?? blanks
    }
}

extension String {
    /// Nothing in it that could be seen: only white space and control characters.
    package var isBlank: Bool {
        unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
    }
}
