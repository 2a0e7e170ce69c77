import Foundation
package import Hummingbird
package import NIOCore

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

    /// The body without a plan of what is in it: for long ones, and for those that may come twice.
    ///
    /// Throws `SurfaceFailure` `bodyTooLarge` or `bodyIncomplete`.
    package func jsonBody(bytesMax: Int = SurfaceKitLimits.bodyBytesMax) async throws -> JSONBody {
        JSONBody(bytes: Array(try await bodyBytes(max: bytesMax).readableBytesView))
    }

    /// Throws `SurfaceFailure` `bodyTooLarge` or `bodyIncomplete`.
    package func bodyBytes(max bytesMax: Int) async throws -> ByteBuffer {
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

    package init(_ text: String) {
        pairs = text.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : "")
        }
    }

    /// All of them, in their order.
    package var all: [(String, String)] { pairs.map { ($0.name, $0.value) } }

    package func first(_ name: String) -> String? {
        pairs.first { $0.name == name }?.value
    }

    /// Browsers, Python and people disagree on what to escape, so an escape that is none stands for itself.
    private static func decoded(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = hexDigit(bytes[index + 1]), let low = hexDigit(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(bytes[index] == UInt8(ascii: "+") ? UInt8(ascii: " ") : bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}

extension String {
    /// Nothing in it that could be seen: only white space and control characters.
    package var isBlank: Bool {
        unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
    }
}
