/// Reads the values of a request and collects all that is wrong with them, so that a client hears of it at once.
package struct Check: Sendable {
    package private(set) var problems: [Problem] = []

    package init() {}

    /// Throws `InvalidRequest` when anything was wrong.
    package func finish() throws(InvalidRequest) {
        guard problems.isEmpty else { throw InvalidRequest(problems) }
    }

    package mutating func note(_ problem: Problem) { problems.append(problem) }

    package mutating func note(_ fault: Fault, of given: GivenValue) {
        guard !given.isUnreadable else { return }
        let place = given.place + (fault.position.map { [Step.position($0)] } ?? [])
        let element = fault.position.flatMap { position in given.value?.list.map { $0[position] } }
        let whole = fault.type == Fault.missing.type ? given.around : given.value ?? .null
        note(Problem(place: place, fault: fault, input: element ?? whole))
    }

    /// A value that has to be there; `placeholder` where it is not, or does not fit.
    package mutating func required<Value>(_ given: GivenValue, _ rule: Rule<Value>, else placeholder: Value) -> Value {
        guard let value = given.value else {
            note(.missing, of: given)
            return placeholder
        }
        return read(value, given, rule) ?? placeholder
    }

    /// A value that may be missing or null; nil then, and where it does not fit.
    package mutating func optional<Value>(_ given: GivenValue, _ rule: Rule<Value>) -> Value? {
        guard let value = given.value, value != .null else { return nil }
        return read(value, given, rule)
    }

    /// A parameter with a standard value, which null does not stand for.
    package mutating func value<Value>(_ given: GivenValue, _ rule: Rule<Value>, standard: Value) -> Value {
        guard let value = given.value else { return standard }
        return read(value, given, rule) ?? standard
    }

    private mutating func read<Value>(_ value: JSONTree, _ given: GivenValue, _ rule: Rule<Value>) -> Value? {
        do throws(Fault) {
            return try rule.read(value)
        } catch {
            note(error, of: given)
            return nil
        }
    }
}

/// A request of which something does not fit; all of it is named.
package struct InvalidRequest: Error, Equatable {
    package let problems: [Problem]

    package init(_ problems: [Problem]) {
        self.problems = problems
    }
}

/// How a value of JSON is read.
package struct Rule<Value: Sendable>: Sendable {
    package let read: @Sendable (JSONTree) throws(Fault) -> Value

    package init(_ read: @escaping @Sendable (JSONTree) throws(Fault) -> Value) {
        self.read = read
    }
}
