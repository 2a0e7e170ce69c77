import Hummingbird
import SurfaceKit

/// The values of one part of a request by their names.
struct GivenFields: Sendable {
    /// `body`, `query` or `path`.
    let part: String
    /// Always an object.
    let values: JSONTree
    /// The part cannot be read at all, which is a problem already; its values are none of their own.
    var isUnreadable = false

    subscript(name: String) -> GivenValue {
        GivenValue(
            place: [.name(part), .name(name)], value: values[name], around: values, isUnreadable: isUnreadable)
    }
}

/// A value that somebody may have sent.
struct GivenValue: Sendable {
    let place: [Step]
    /// Nil when it is absent.
    let value: JSONTree?
    /// What it should have been in.
    let around: JSONTree
    let isUnreadable: Bool
}

extension GivenFields {
    /// The parameters of the query string, each a text; of equal names the last counts.
    static func query(of request: Request) -> GivenFields {
        let pairs = FormPairs(request.uri.query ?? "").all
        return GivenFields(part: "query", values: .object(pairs.map { ($0.0, .text($0.1)) }))
    }

    /// A segment of the path, as a text.
    static func path(_ name: String, as shown: String, in context: ImportContext) -> GivenFields {
        let text = context.coreContext.parameters.get(name) ?? ""
        return GivenFields(part: "path", values: .object([(shown, .text(text))]))
    }

    /// The object in a body; none of it is there when the body may be missing and is.
    static func body(_ bytes: [UInt8], isOptional: Bool, _ check: inout Check) -> GivenFields {
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
