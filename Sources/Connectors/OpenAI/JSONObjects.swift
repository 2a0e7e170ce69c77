/// Finds what may be JSON objects in text around them.
enum JSONObjects {
    /// Balanced `{...}` of the text, from every opening brace on, outer ones before inner ones.
    static func candidates(in text: Substring) -> [Substring] {
        let starts = text.utf8.indices.lazy.filter { text.utf8[$0] == UInt8(ascii: "{") }
        return starts.prefix(ConnectorsLimits.facetObjectsMax).compactMap { start in
            end(in: text.utf8[start...]).map { text[start..<$0] }
        }
    }

    /// Behind the brace that closes the first one; braces inside strings do not count.
    private static func end(in bytes: Substring.UTF8View.SubSequence) -> String.Index? {
        var (depth, isString, isEscaped) = (0, false, false)
        for index in bytes.indices {
            switch bytes[index] {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\") where isString: isEscaped = true
            case UInt8(ascii: "\""): isString.toggle()
            case UInt8(ascii: "{") where !isString: depth += 1
            case UInt8(ascii: "}") where !isString: depth -= 1
            default: break
            }
            if depth == 0 { return bytes.index(after: index) }
        }
        return nil
    }
}
