import SurfaceKit

/// A step on the way to a value of a request: a member's name, or a position in a list or text.
enum Step: Sendable, Hashable {
    case name(String)
    case position(Int)

    var tree: JSONTree {
        switch self {
        case .name(let name): .text(name)
        case .position(let position): .number(String(position))
        }
    }
}

/// One thing that is wrong with a request, as clients of FastAPI know it.
struct Problem: Sendable, Equatable {
    /// From `body`, `query` or `path` to the value.
    let place: [Step]
    let fault: Fault
    /// What came.
    let input: JSONTree

    /// The element of `detail`.
    var tree: JSONTree {
        var members: [(name: String, value: JSONTree)] = [
            ("type", .text(fault.type)), ("loc", .list(place.map(\.tree))), ("msg", .text(fault.message)),
            ("input", input),
        ]
        if !fault.context.isEmpty { members.append(("ctx", .object(fault.context.map { ($0.name, $0.value) }))) }
        return .object(members)
    }
}

/// Why a value does not fit.
struct Fault: Error, Sendable, Equatable {
    /// A further fact about a fault, such as the bound that was passed.
    struct Fact: Sendable, Equatable {
        let name: String
        let value: JSONTree
    }

    let type: String
    let message: String
    var context: [Fact] = []
    /// The position of the element in question, where the value is a list.
    var position: Int?

    init(_ type: String, _ message: String, _ name: String? = nil, _ value: JSONTree = .null) {
        self.type = type
        self.message = message
        if let name { context = [Fact(name: name, value: value)] }
    }

    /// The same of an element of a list.
    func at(_ position: Int) -> Fault {
        var copy = self
        copy.position = position
        return copy
    }

    static let missing = Fault("missing", "Field required")
    static let noDate = Fault(
        "date_from_datetime_parsing", "Input should be a valid date or datetime", "error", .text("It is no date"))
}
