/// Finds functions in Swift source by their indentation, which the formatter guarantees.
enum FunctionScan {
    struct Function {
        let name: String
        let line: Int
        let lines: Int
        let parameters: Int
    }

    static func functions(in file: SourceFile) -> [Function] {
        let lines = file.lines
        return lines.indices.compactMap { index in
            guard let name = name(in: lines[index]) else { return nil }
            let indent = lines[index].prefix { $0 == " " }
            let end = lines[(index + 1)...].firstIndex { $0 == indent + "}" || startsAnother($0, indent) } ?? index
            let signature = signature(from: index, in: lines)
            return Function(
                name: name, line: index + 1, lines: end - index + 1, parameters: parameterCount(of: signature))
        }
    }

    private static func name(in line: Substring) -> String? {
        let words = line.split(separator: " ")
        if let place = words.firstIndex(of: "func"), words.index(after: place) < words.endIndex,
            !line.contains("//")
        {
            return String(words[place + 1].prefix { $0 != "(" && $0 != "<" })
        }
        let isInit = words.contains { $0.hasPrefix("init(") || $0.hasPrefix("init?(") }
        return isInit && !line.contains("//") && !line.contains(".init") && line.first == " "
            && (words.first == "package" || words.first == "private" || words.first?.hasPrefix("init") == true)
            ? "init" : nil
    }

    /// A declaration without a body (in a protocol) ends where the next declaration starts.
    private static func startsAnother(_ line: Substring, _ indent: Substring) -> Bool {
        guard line.prefix(while: { $0 == " " }).count == indent.count else { return false }
        let text = line.drop { $0 == " " }
        return text.hasPrefix("func ") || text.hasPrefix("package func ") || text.hasPrefix("private func ")
            || text.hasPrefix("///") || text.isEmpty && indent.isEmpty
    }

    private static func signature(from index: Int, in lines: [Substring]) -> String {
        var depth = 0
        var text = ""
        for line in lines[index...].prefix(20) {
            for character in line {
                if character == "(" { depth += 1 }
                if depth > 0 { text.append(character) }
                if character == ")" {
                    depth -= 1
                    if depth == 0 { return text }
                }
            }
        }
        return text
    }

    /// Commas at depth one, outside of brackets and angle brackets of generic arguments.
    private static func parameterCount(of signature: String) -> Int {
        let inner = signature.dropFirst().dropLast()
        guard inner.contains(":") else { return 0 }
        var (depth, count) = (0, 1)
        var previous: Character = " "
        for character in inner {
            switch character {
            case "(", "[", "<": depth += 1
            case ")", "]": depth -= 1
            case ">" where previous != "-": depth -= 1
            case "," where depth == 0: count += 1
            default: break
            }
            previous = character
        }
        return inner.last == "," ? count - 1 : count
    }
}
