import TestKit

extension TestAnswer {
    /// The places that a 422 names.
    var invalidFields: [String] {
        get throws { try json["validation_errors"]?.list?.compactMap { $0["field"]?.text } ?? [] }
    }
}
