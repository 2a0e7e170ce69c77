/// A query as a person typed it, made safe to work with: bounded, without control characters, blanks collapsed.
struct QueryText: Hashable, Sendable {
    let text: String

    init(_ raw: String) {
        let bounded = raw.unicodeScalars.prefix(SearchLimits.queryCharactersMax)
        var scalars = String.UnicodeScalarView()
        for scalar in bounded {
            let isBlank = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            if !isBlank {
                scalars.append(scalar)
            } else if let last = scalars.last, last != " " {
                scalars.append(" ")
            }
        }
        if scalars.last == " " { scalars.removeLast() }
        text = String(scalars)
    }

    var isBlank: Bool { text.isEmpty }
}
