import SurfaceKit

/// A part of an answer that writes itself piece by piece, since plans can be long and hold JSON of others.
protocol WrittenRow {
    func write(to writer: inout JSONWriter)
}

extension WrittenRow {
    /// The whole answer.
    var bytes: [UInt8] {
        var writer = JSONWriter()
        write(to: &writer)
        return writer.bytes
    }
}

extension JSONWriter {
    mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        value(text)
    }

    mutating func member(_ name: String, _ number: Int?) {
        self.name(name)
        value(number)
    }

    mutating func member(_ name: String, _ flag: Bool) {
        self.name(name)
        value(flag)
    }

    /// A number that clients read as one with a fraction: it has a point even when it is whole.
    mutating func member(_ name: String, fraction: Double?) {
        self.name(name)
        if let fraction, fraction.isFinite { json(fraction.description) } else { null() }
    }

    /// A value that is JSON already.
    mutating func member(_ name: String, json: String) {
        self.name(name)
        self.json(json)
    }

    mutating func member(_ name: String, _ texts: [String]) {
        self.name(name)
        list(texts) { $0.value($1) }
    }

    mutating func member(_ name: String, _ row: (some WrittenRow)?) {
        self.name(name)
        if let row { row.write(to: &self) } else { null() }
    }

    mutating func member(_ name: String, _ rows: [some WrittenRow]) {
        self.name(name)
        list(rows) { $1.write(to: &$0) }
    }
}
