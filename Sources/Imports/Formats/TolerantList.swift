/// A list of anything in JSON: nil in the place of each element of another form.
struct TolerantList<Value: Decodable & Sendable>: Decodable, Sendable {
    let values: [Value?]

    /// Throws for more than `ImportsLimits.listElementsMax` elements too, which take far more memory than their text.
    init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        var values: [Value?] = []
        while !list.isAtEnd {
            guard values.count < ImportsLimits.listElementsMax else {
                throw DecodingError.dataCorruptedError(in: list, debugDescription: "too many elements")
            }
            values.append(try list.decode(TolerantElement<Value>.self).value)
        }
        self.values = values
    }
}

private struct TolerantElement<Value: Decodable & Sendable>: Decodable, Sendable {
    let value: Value?

    init(from decoder: any Decoder) throws {
        value = try? Value(from: decoder)
    }
}
