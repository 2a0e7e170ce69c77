/// A step on the way to a value of a request: a member's name, or a position in a list or text.
package enum Step: Sendable, Hashable {
    case name(String)
    case position(Int)

    package var tree: JSONTree {
        switch self {
        case .name(let name): .text(name)
        case .position(let position): .number(String(position))
        }
    }
}

/// One thing that is wrong with a request.
package struct Problem: Sendable, Equatable {
    /// From `body`, `query` or `path` to the value.
    package let place: [Step]
    package let fault: Fault
    /// What came.
    package let input: JSONTree

    package init(place: [Step], fault: Fault, input: JSONTree) {
        self.place = place
        self.fault = fault
        self.input = input
    }
}

/// Why a value does not fit.
package struct Fault: Error, Sendable, Equatable {
    /// A further fact about a fault, such as the bound that was passed.
    package struct Fact: Sendable, Equatable {
        package let name: String
        package let value: JSONTree
    }

    package let type: String
    package let message: String
    package private(set) var context: [Fact] = []
    /// The position of the element in question, where the value is a list.
    package private(set) var position: Int?

    package init(_ type: String, _ message: String, _ name: String? = nil, _ value: JSONTree = .null) {
        self.type = type
        self.message = message
        if let name { context = [Fact(name: name, value: value)] }
    }

    /// The same of an element of a list.
    package func at(_ position: Int) -> Fault {
        var copy = self
        copy.position = position
        return copy
    }

    package static let missing = Fault("missing", "Field required")
}
