import Administration
import Foundation
import Testing

@Suite("Documentation/configuration.md")
struct SettingsDocumentTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Documentation/configuration.md")

    @Test("is what the registry says")
    func fresh() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(
            text == SettingsDocument.markdown,
            "stale: run kinothek settings list --markdown > Documentation/configuration.md")
    }

    @Test("has a row for every setting, and no line of it breaks the table")
    func rows() {
        let lines = SettingsDocument.markdown.split(separator: "\n")
        for setting in SettingsRegistry.all {
            let rows = lines.filter { $0.hasPrefix("| `\(setting.key)`") }
            #expect(rows.count == 1, "\(setting.key)")
            let cells = rows.first?.replacing("\\|", with: "").split(separator: "|", omittingEmptySubsequences: false)
            #expect(cells?.count == 7, "\(setting.key)")
        }
    }
}
