import Domain
import Foundation
import HTTPTypes
import Imports
import TestKit
import Testing

@testable import SurfaceWeb

@Suite("Web: one's imports, and taking them back and out")
struct ImportListTests {
    @Test("the list says what each import added, and leads to the open ones")
    func list() async throws {
        try await WebHousehold.withImports { house in
            let address = try await house.bring(TestHistories.prime, "name=Prime%20history.csv")
            _ = try await house.post(address + "/films/0/add", [("stars", "4")])
            try await house.surface.run(
                house.page("/import").expecting(
                    text: [
                        "Amazon Prime Video", "Prime history.csv", "1 rating and 1 viewing added, 3 films undecided",
                        #"href="\#(address)""#, address + "/take-back",
                    ]))
            #expect(try await house.post(address + "/cancel").header("Location") == "/import?done=ended")
            try await house.surface.run(
                house.page("/import?done=ended").expecting(
                    text: ["The import is ended.", "1 rating and 1 viewing added", address + "/take-back"],
                    noText: [#"href="\#(address)""#]))
            #expect(try await house.rating(of: "Inception") == 8)
            #expect(try await house.post(address + "/cancel").status == 404)
        }
    }

    @Test("an import that only kept films for later says so")
    func kept() async throws {
        try await WebHousehold.withImports { house in
            let address = try await house.bring(TestHistories.keptFilms)
            try await house.surface.run(
                house.page("/import").expecting(text: ["nothing new added, 2 films undecided"]))
            _ = try await house.post(address + "/add-sure", [("as", "file")])
            try await house.surface.run(
                house.page("/import").expecting(text: ["2 films for later added", address + "/take-back"]))
        }
    }

    @Test("an import is taken back as a whole; what was changed by hand since stays and is named")
    func takeBack() async throws {
        try await WebHousehold.withImports { house in
            let address = try await house.bring(TestHistories.table, "title=0&date=1&rating=2")
            _ = try await house.post(address + "/add-sure", [("as", "file")])
            house.world.advance(seconds: 7 * 86_400)
            _ = try await house.post("/rate/\(house.title("Interstellar"))", [("value", "10")])
            let answer = try await house.post(address + "/take-back")
            #expect(answer.status == 200)
            for words in ["The import is taken back:", "You changed these since", "<li>Interstellar</li>"] {
                #expect(answer.text.contains(words), "\(words)")
            }
            #expect(try await house.rating(of: "Inception") == nil)
            #expect(try await house.rating(of: "Interstellar") == 10)
            #expect(try await house.watched().isEmpty)
            #expect(!answer.text.contains(address + "/take-back") && answer.text.contains("taken back just now"))
            let again = try await house.post(address + "/take-back")
            #expect(again.status == 409 && again.text.contains("was taken back before"))
            #expect(try await house.post(address + "/take-back", as: "guest").status == 404)
        }
    }

    @Test("a history is taken out in every form, and comes in again as it was", arguments: ExportForm.allCases)
    func export(_ form: ExportForm) async throws {
        try await WebHousehold.withImports { house in
            let address = try await house.bring(TestHistories.table, "title=0&date=1&rating=2")
            _ = try await house.post(address + "/add-sure", [("as", "file")])
            let answer = try await house.surface.run(house.page("/import/export/\(form.addressName)"))
            #expect(answer.header("Content-Type") == form.contentType)
            #expect(answer.header("Content-Disposition") == "attachment; filename=\"\(form.fileName)\"")
            guard !form.isArchive else {
                #expect(answer.text.hasPrefix("PK"))
                return
            }
            #expect(answer.text.contains("Inception"))
            let again = try await house.bring(answer.text)
            try await house.surface.run(
                house.page(again).expecting(text: ["There is nothing new in this file."]))
        }
    }

    @Test("there are no other forms")
    func unknownExport() async throws {
        try await WebHousehold.withImports { house in
            for name in ["none.csv", "letterboxd", "..%2fletterboxd.csv"] {
                let path = "/import/export/" + name
                try await house.surface.run(Scenario(path, .get, path, as: .signedIn("member")).answers(404))
            }
        }
    }
}
