/// The targets of `Package.swift`, read from its text as the formatter leaves it.
struct Manifest {
    struct Target {
        let name: String
        /// The list that it stands in.
        let layer: String
        /// Names in its declaration that are targets, too.
        let uses: [String]
    }

    /// The lists of the product's targets, the lowest first.
    static let layers = ["vocabulary", "persistence", "engines", "features", "surfaces", "composition"]

    let targets: [Target]

    init(_ file: SourceFile) {
        var layer = ""
        var found: [(layer: String, names: [String])] = []
        for line in file.lines {
            if line.hasPrefix("let "), line.hasSuffix(": [Target] = [") {
                layer = String(line.dropFirst(4).prefix { $0 != ":" })
            } else if line == "]" {
                layer = ""
            } else if !layer.isEmpty {
                if Self.beginsTarget(line) { found.append((layer, [])) }
                guard !found.isEmpty else { continue }
                found[found.count - 1].names += line.matches(of: /"(\w+)"/).map { String($0.1) }
            }
        }
        let names = Set(found.compactMap { $0.names.first })
        targets = found.compactMap { entry -> Target? in
            guard let name = entry.names.first else { return nil }
            let uses = entry.names.filter { names.contains($0) && $0 != name }
            return Target(name: name, layer: entry.layer, uses: uses)
        }
    }

    /// A call at the first level of a list.
    private static func beginsTarget(_ line: Substring) -> Bool {
        guard line.prefix(while: { $0 == " " }).count == 4, let first = line.dropFirst(4).first else { return false }
        return first.isLetter || first == "."
    }
}
