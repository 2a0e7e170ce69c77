package import Hummingbird

/// The values of one part of a request by their names.
package struct GivenFields: Sendable {
    /// From `body`, `query` or `path` to these values.
    package let place: [Step]
    /// Always an object.
    package let values: JSONTree
    /// The part cannot be read at all, which is a problem already; its values are none of their own.
    package let isUnreadable: Bool

    package init(part: String, values: JSONTree, isUnreadable: Bool = false) {
        self.init(place: [.name(part)], values: values, isUnreadable: isUnreadable)
    }

    private init(place: [Step], values: JSONTree, isUnreadable: Bool) {
        self.place = place
        self.values = values
        self.isUnreadable = isUnreadable
    }

    package subscript(name: String) -> GivenValue {
        GivenValue(
            place: place + [.name(name)], value: values[name], around: values, isUnreadable: isUnreadable)
    }

    /// The object that a member is; nil where it is missing or null, and where it is none, which is noted.
    package func inner(_ name: String, _ check: inout Check) -> GivenFields? {
        let given = self[name]
        guard let value = given.value, value != .null else { return nil }
        if !value.isObject { check.note(.noObject, of: given) }
        return GivenFields(
            place: given.place, values: value.isObject ? value : .object([]),
            isUnreadable: isUnreadable || !value.isObject)
    }
}

/// A value that somebody may have sent.
package struct GivenValue: Sendable {
    package let place: [Step]
    /// Nil when it is absent.
    package let value: JSONTree?
    /// What it should have been in.
    package let around: JSONTree
    package let isUnreadable: Bool

    package init(place: [Step], value: JSONTree?, around: JSONTree, isUnreadable: Bool = false) {
        self.place = place
        self.value = value
        self.around = around
        self.isUnreadable = isUnreadable
    }
}

extension GivenFields {
    /// The parameters of the query string, each a text; of equal names the last counts.
    package static func query(of request: Request) -> GivenFields {
        let pairs = FormPairs(request.uri.query ?? "").all
        return GivenFields(part: "query", values: .object(pairs.map { ($0.0, .text($0.1)) }))
    }

    /// A segment of the path, as a text.
    package static func path(_ name: String, as shown: String, in context: some RequestContext) -> GivenFields {
        let text = context.coreContext.parameters.get(name) ?? ""
        return GivenFields(part: "path", values: .object([(shown, .text(text))]))
    }

    /// The object in a body; none of it is there when the body may be missing and is.
    package static func body(_ bytes: [UInt8], isOptional: Bool, _ check: inout Check) -> GivenFields {
        let place = [Step.name("body")]
        guard !bytes.isEmpty else {
            if !isOptional { check.note(Problem(place: place, fault: .missing, input: .null)) }
            return GivenFields(part: "body", values: .object([]), isUnreadable: !isOptional)
        }
        switch JSONOutcome(bytes: bytes) {
        case .value(let value) where value.isObject: return GivenFields(part: "body", values: value)
        case .value(.null) where isOptional: return GivenFields(part: "body", values: .object([]))
        case .value(let value):
            check.note(Problem(place: place, fault: .noObject, input: value))
        case .malformed(let offset):
            check.note(Problem(place: place + [.position(offset)], fault: .noJSON, input: .object([])))
        }
        return GivenFields(part: "body", values: .object([]), isUnreadable: true)
    }
}

extension Fault {
    fileprivate static let noJSON = Fault(
        "json_invalid", "JSON decode error", "error", .text("The body is no JSON from here on"))
    fileprivate static let noObject = Fault("model_attributes_type", "Input should be a valid dictionary or object")
}
