/// The children of an element by name, read as what they stand for.
struct NFOFields {
    let element: NFOElement
    private let byName: [String: [NFOElement]]

    init(_ element: NFOElement) {
        self.element = element
        byName = Dictionary(grouping: element.children, by: \.name)
    }

    func all(_ name: String) -> [NFOElement] { byName[name] ?? [] }

    /// The first text of these elements that `read` makes something of.
    func first<Value>(_ names: [String], _ read: (String) -> Value?) -> Value? {
        for name in names {
            for element in all(name) {
                if let value = read(element.text) { return value }
            }
        }
        return nil
    }

    func title(_ names: String...) -> String? {
        first(names) { NFOText.line($0, max: LocalMediaLimits.nfoTitleCharactersMax) }
    }

    func short(_ names: String...) -> String? { first(names) { NFOText.line($0) } }

    func prose(_ name: String) -> String? { first([name], NFOText.prose) }

    func whole(_ names: String..., in range: ClosedRange<Int>) -> Int? {
        first(names) { NFONumbers.whole($0, in: range) }
    }

    func list(_ names: String...) -> [String] { NFOText.list(names.flatMap { all($0).map(\.text) }) }
}
