import Basics
import Hummingbird
import NIOCore
import SurfaceKit

extension Request {
    /// The bytes of a JSON body. Throws `SurfaceFailure` `bodyTooLarge` and `bodyIncomplete`.
    func importBody() async throws -> [UInt8] {
        Array(buffer: try await bodyBytes(max: ImportLimits.bodyBytesMax))
    }
}

extension Problem {
    /// The element of `detail`, as clients of FastAPI know it.
    var tree: JSONTree {
        var members: [(name: String, value: JSONTree)] = [
            ("type", .text(fault.type)), ("loc", .list(place.map(\.tree))), ("msg", .text(fault.message)),
            ("input", input),
        ]
        if !fault.context.isEmpty { members.append(("ctx", .object(fault.context.map { ($0.name, $0.value) }))) }
        return .object(members)
    }
}

extension Fault {
    static let noDate = Fault(
        "date_from_datetime_parsing", "Input should be a valid date or datetime", "error", .text("It is no date"))
}

extension Instant {
    /// As clients of this surface read it: in UTC with `Z`, with milliseconds only where there are some.
    var importText: String { milliseconds % 1000 == 0 ? iso8601 : iso8601WithMilliseconds }
}
