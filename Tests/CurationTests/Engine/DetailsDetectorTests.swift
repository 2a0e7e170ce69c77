import Domain
import Testing

@testable import Curation

@Suite struct DetailsDetectorTests {
    @Test(arguments: [
        ("<p>A walk.</p><p>At  the <b>pier</b>.</p>", "A walk. At the pier."),
        ("One<br/>two<BR>three", "One two three"),
        ("Fish &amp; chips &lt;3 &#233;&#xE9;&eacute;&nbsp;!", "Fish & chips <3 ééé !"), ("&amp;lt;", "&lt;"),
        (#"<a href="x>y" title='b'>link</a>"#, "link"), ("a<!-- hidden <b> -->b", "ab"),
        ("<style>p { }</style>Text<script>if (a < b) {}</script>", "Text"), ("Eis <i>ü</i> 🎆", "Eis ü 🎆"),
    ])
    func markupAndEntitiesGo(_ details: String, _ clean: String) throws {
        let changes = EngineBench().changes(.test { $0.details = details })
        let change = try #require(changes.first)
        #expect(change.proposed == .text(clean) && change.current == .text(details))
        #expect(change.action == .update && change.confidence == 1)
    }

    @Test(arguments: [
        "Plain  text\nof two lines", "a < b > c", "AT&T & co", "I <3 it", "<john@example.com>", "<http://x.example>",
        "&unknown;", "<b", "<p></p>", "", "&#0;",
    ])
    func everythingElseStays(_ details: String) {
        #expect(EngineBench().changes(.test { $0.details = details }).isEmpty)
    }

    @Test func manyOpenTagsWithoutEndStay() {
        #expect(MarkupText.cleaned(String(repeating: "<a ", count: 2_000)) == nil)
    }
}
