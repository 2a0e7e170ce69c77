import Curation
import Domain
import HTTPTypes
import TestKit
import Testing

@Suite("Web: checking the own catalogue")
struct CheckTests {
    private static let idle = CurationRig.Setup { $0.hasWorkers = false }

    @Test("the button queues one check, however often it is pressed, and the page says so")
    func button() async throws {
        try await ArchiveHouse.with(Self.idle, checksCatalogue: true) { archive in
            try await archive.show("/plans", text: [#"action="/plans/check""#, "Check the catalogue"])
            for _ in 1...2 {
                let pressed = try await archive.post("/plans/check")
                #expect(pressed.status == 303, "\(pressed.text)")
                #expect(pressed.header("Location") == "/plans?done=checking")
            }
            try await archive.show(
                "/plans?done=checking", text: ["Your own catalogue is being checked.", "Checking your own catalogue"])
            #expect(try await archive.rig.desks.jobs.active().map(\.name) == ["catalogue_analysis"])
        }
    }

    @Test("where nothing is checked there is no button, and its address leads nowhere")
    func none() async throws {
        try await ArchiveHouse.with(Self.idle) { archive in
            try await archive.show("/plans", noText: ["/plans/check"])
            #expect(try await archive.post("/plans/check").status == 404)
            #expect(try await archive.rig.desks.jobs.active().isEmpty)
        }
    }
}
