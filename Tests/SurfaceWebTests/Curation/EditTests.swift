import Curation
import Domain
import HTTPTypes
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: editing what is proposed")
struct EditTests {
    @Test("other names and texts are proposed in the place of the found ones, and written to Stash")
    func saved() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let old = try await archive.rig.desks.scenes.scene("33").facts.details
            let plan = try await archive.plan([
                ("31", [.tag("HD", to: ["Outdoor"])]), ("33", [.details("Rockets and bangers", from: old)]),
            ])
            let (tag, details) = (try await archive.changes(of: plan)[0], try await archive.changes(of: plan)[1])
            try await archive.show(
                "/plans/\(plan)",
                text: [
                    "Tags to add, one a line", ">\nHD</textarea>", "Details; an empty field clears them",
                    ">\nRockets and bangers</textarea>", "90 %",
                ], noText: ["Edited by a person", "aria-invalid"])
            _ = try await archive.post("/plans/\(plan)/decide", [("approved", "\(tag.id)")])

            let answer = try await edit(
                tag, archive, to: " Fireworks \r\n\r\nNight", [("show", "accepted"), ("least", "50")])
            let place = "/plans/\(plan)?show=accepted&least=50&done=edited"
            #expect(answer.status == 303 && answer.header("Location") == "\(place)#c\(tag.id)", "\(answer.text)")
            let edited = try await archive.changes(of: plan)[0]
            #expect(edited.content.proposed.names == ["Fireworks", "Night", "Outdoor"])
            #expect(edited.status == .approved)
            try await archive.show(
                place,
                text: [
                    "Something else is proposed now.", "Edited by a person", "<ins>Fireworks</ins>",
                    "<ins>Night</ins>", ">\nFireworks\nNight</textarea>",
                ], noText: ["<ins>HD</ins>", "90 %"])

            _ = try await edit(details, archive, to: "Rockets\r\nover the pier")
            _ = try await archive.post("/plans/\(plan)/apply", [("what", "open")])
            try await archive.finishWork()
            let tags = try #require(await archive.rig.stash.archive.scene(31)).tags
            #expect(tags.count == 3 && tags.contains(4) && tags.contains(9) && !tags.contains(5))
            #expect(await archive.rig.stash.archive.scene(33)?.details == "Rockets\nover the pier")
        }
    }

    @Test("an empty field clears a studio; the same text, and a wish to cancel, change nothing")
    func clearedAndKept() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan([("31", [Self.studio])])
            let change = try await archive.changes(of: plan)[0]
            let same = try await edit(change, archive, to: "Dockside")
            #expect(same.header("Location") == "/plans/\(plan)?done=as-before#c\(change.id)")
            let cancelled = try await edit(change, archive, to: "Elsewhere", [("cancel", "yes"), ("page", "1")])
            #expect(cancelled.header("Location") == "/plans/\(plan)#c\(change.id)")
            #expect(try await archive.changes(of: plan) == [change])
            _ = try await edit(change, archive, to: " ")
            #expect(try await archive.changes(of: plan)[0].content.proposed.isNull)
            try await archive.show("/plans/\(plan)", text: ["Studio: clear", "Edited by a person"])
        }
    }

    @Test("what does not fit is told beside its field, which keeps what was entered")
    func refused() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan([("31", [Self.studio, .tag("HD", to: ["Outdoor"])])])
            let changes = try await archive.changes(of: plan)
            let (studio, tag) = (changes[0], changes[1])
            let long = String(repeating: "long ", count: 60)
            let answer = try await edit(studio, archive, to: long)
            #expect(answer.status == 409)
            for text in [
                #"value="\#(long)""#, #"aria-describedby="refusal-\#(studio.id)""#,
                #"role="alert" id="refusal-\#(studio.id)">That must not hold a name of more than 255 characters.<"#,
                "data-edit open>",
            ] {
                #expect(answer.text.contains(text), "\(text)")
            }
            #expect(!answer.text.contains(#"role="alert">That"#))
            #expect(try await edit(tag, archive, to: " \r\n ").text.contains(">That must not hold a blank name.<"))
            #expect(try await archive.changes(of: plan) == changes)

            _ = try await archive.post("/plans/\(plan)/decide", [("rejected", "\(tag.id)")])
            let hidden = try await edit(tag, archive, to: "")
            #expect(hidden.text.contains(#"role="alert">That must not hold a blank name.<"#))
        }
    }

    @Test("what is applied is not edited any more")
    func applied() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan([("34", [.tag("HD", to: [])])])
            let change = try await archive.changes(of: plan)[0]
            _ = try await archive.post("/plans/\(plan)/apply", [("what", "open")])
            try await archive.finishWork()
            let answer = try await edit(change, archive, to: "Fireworks")
            #expect(answer.status == 409 && answer.text.contains("That change is applied already."))
            #expect(try await archive.changes(of: plan)[0].content.proposed == change.content.proposed)
            try await archive.show("/plans/\(plan)", noText: ["data-edit"])
        }
    }

    @Test("forms from elsewhere, of other plans and without a value are refused")
    func strange() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan([("34", [.tag("HD", to: [])])])
            let other = try await archive.plan([("34", [.tag("Outdoor", to: [])])], named: "Other")
            let change = try await archive.changes(of: plan)[0]
            let path = "/plans/\(plan)/edit"
            let fields = [("change", "\(change.id)"), ("value", "Fireworks")]
            try await archive.house.surface.run(
                WebHousehold.form(path, as: .signedIn("admin"), fields).answers(403))
            #expect(try await archive.house.post(path, as: "member", fields).status == 403)
            #expect(try await archive.post("/plans/\(other)/edit", fields).status == 404)
            #expect(try await archive.post(path, [("change", "999"), ("value", "x")]).status == 404)
            #expect(try await archive.post(path, [("change", "x"), ("value", "x")]).status == 404)
            #expect(try await archive.post(path, [("change", "\(change.id)")]).status == 404)
            #expect(try await archive.changes(of: plan) == [change])
        }
    }

    @Test("a text that does not go through a form is not offered")
    func tooLong() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let text = String(repeating: "x", count: WebLimits.detailsCharactersMax + 1)
            let plan = try await archive.plan([("34", [.details(text, from: nil)])])
            try await archive.show(
                "/plans/\(plan)", text: ["What is proposed is too long to be edited here."], noText: ["data-edit"])
        }
    }

    @Test("the longest text that is offered goes through its form in any script")
    func longest() async throws {
        try await ArchiveHouse.with { archive in
            try await archive.read()
            let plan = try await archive.plan([("34", [.details("Rockets", from: nil)])])
            let change = try await archive.changes(of: plan)[0]
            let text = String(repeating: "花", count: WebLimits.detailsCharactersMax)
            #expect(try await edit(change, archive, to: text).status == 303)
            #expect(try await archive.changes(of: plan)[0].content.proposed.text == text)
        }
    }

    @Test(
        "what is entered becomes a value of the field",
        arguments: [
            (ChangeField.imdbID, " tt0113277 ", #""tt0113277""#), (.tmdbID, "950", "950"), (.tmdbID, "x1", #""x1""#),
            (.genres, "Drama\r\nCrime\n", #"["Drama","Crime"]"#), (.keywords, " ", "[]"), (.title, "Heat ", #""Heat""#),
            (.title, " ", "null"), (.details, " \r\n", "null"), (.artwork, "/x.jpg", #""/x.jpg""#),
            (.tags, "", "\"\""), (.performers, "Ada\nBen", #"["Ada","Ben"]"#),
        ])
    func values(_ field: ChangeField, _ entered: String, _ json: String) throws {
        let change = NewChange(field, .update, from: .null, to: .null, confidence: 1, reason: "")
        #expect(try ChangeEntry.value(entered, for: change).json == json)
    }

    @Test("names to take off are told by the ones that stay, another spelling by itself")
    func removals() throws {
        let change = NewChange(
            .tags, .remove, from: .names(["HD", "Night", "Outdoor"]), to: .names(["HD", "Outdoor"]), confidence: 1,
            reason: "")
        #expect(ChangeEntry(change)?.text == "Night")
        #expect(ChangeEntry(change)?.label == "Tags to take off, one a line")
        #expect(try ChangeEntry.value("hd\nNight", for: change) == .names(["Outdoor"]))
        #expect(try ChangeEntry.value("Pyro", for: change) == .text("Pyro"))
        #expect(throws: CurationProblem.self) { try ChangeEntry.value("HD\nPyro", for: change) }
    }

    @Test("a text with both line ends that nobody touched is the same")
    func lineEnds() {
        let change = NewChange(
            .details, .set, from: .null, to: .text("Rockets\r\nover the pier"), confidence: 1, reason: "")
        #expect(ChangeEntry(change)?.isSame(as: "Rockets\r\nover the pier") == true)
        #expect(ChangeEntry(change)?.isSame(as: "Rockets\r\nover the bay") == false)
    }

    @Test("which film is meant is no text, so it is not edited", arguments: [ChangeField.match, .duplicate])
    func noText(_ field: ChangeField) {
        #expect(ChangeEntry(NewChange(field, .set, from: .null, to: .null, confidence: 1, reason: ""))?.text == nil)
    }

    private static let studio = NewChange(
        .studio, .set, from: .text("Pier Pictures"), to: .text("Dockside"), confidence: 0.9, reason: "A folder.")

    private func edit(
        _ change: PlanChange, _ archive: ArchiveHouse, to value: String, _ more: [(String, String)] = []
    ) async throws -> TestAnswer {
        try await archive.post(
            "/plans/\(change.plan)/edit", [("change", "\(change.id)"), ("value", value)] + more)
    }
}
