import TestKit
import Testing

extension WebVisitor {
    /// Brings a file to the page for imports; returns its session, whose films are looked for from then on.
    func bring(_ text: String, name: String) async throws -> String {
        let token = try #require(try await get("/import").between(#"data-token=""#, "\""))
        let headers = ["Cookie": "kinothek_session=\(cookie)", "Origin": server.address, "X-CSRF-Token": token]
        // The file is the body as it is, of whatever type.
        let answer = try await server.exchange("POST", "/import/upload?name=\(name)", headers: headers, form: text)
        try #require(answer.status == 201, "\(answer.text)")
        let address = try #require(try JSONValue(parsing: answer.text)["address"]?.text)
        return String(address.trimmingPrefix("/import/"))
    }

    /// Says something about one film of an import, as the page's forms do.
    func decide(_ deed: String, _ index: Int, of session: String, _ form: String = "") async throws {
        let answer = try await post("/import/\(session)/films/\(index)/\(deed)", form)
        #expect(answer.status == 200, "\(deed) \(index): \(answer.text.prefix(500))")
    }

    /// Returns when all films of an import were looked for; false when that does not happen.
    func waitForSearch(of session: String) async -> Bool {
        await Patience.until {
            guard let answer = try? await get("/import/\(session)/status") else { return false }
            return (try? JSONValue(parsing: answer.text))?["isOver"] == .bool(true)
        }
    }
}

extension JSONValue {
    /// The places of a session's films that are undecided.
    var pending: [Int] {
        (self["movies"]?.list ?? []).enumerated().filter { $0.element["status"] == .text("pending") }.map(\.offset)
    }
}
