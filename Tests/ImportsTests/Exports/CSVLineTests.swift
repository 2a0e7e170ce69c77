import Testing

@testable import Imports

@Suite("Rows of tables")
struct CSVLineTests {
    @Test(
        "Cells are quoted where they have to be",
        arguments: [
            (["a", "b c"], "a,b c\r\n"), (["a,b", ""], "\"a,b\",\r\n"), (["say \"no\""], "\"say \"\"no\"\"\"\r\n"),
            (["two\nlines"], "\"two\nlines\"\r\n"), (["two\rlines"], "\"two\rlines\"\r\n"), ([""], "\r\n"),
            (["Amélie", "千と千尋"], "Amélie,千と千尋\r\n"),
        ])
    func quoted(_ cells: [String], _ line: String) {
        #expect(String(decoding: CSVLine.bytes(cells), as: UTF8.self) == line)
    }

    @Test(
        "What a spreadsheet would take for a formula is text",
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-30-", "'-30-"), ("@Zion", "'@Zion"), ("\tx", "'\tx"),
            ("\rx", "'\rx"), ("1+1", "1+1"), ("'=1", "'=1"), ("", ""), (" =1", " =1"), ("\r\nx", "'\r\nx"),
        ])
    func guarded(_ cell: String, _ text: String) {
        #expect(CSVLine.guarded(cell) == text)
    }
}
