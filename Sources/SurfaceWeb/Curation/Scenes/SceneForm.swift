import Curation
import Domain
import SurfaceKit

/// What of a scene is changed by hand, as it stands in the form.
struct SceneForm: Sendable {
    let formTitle: String
    let formDetails: String
    let formDate: String
    let formStudio: String
    let formRating: String
    let formOrganised: Bool
    /// Longer details are left alone: they do not go through a form.
    let takesDetails: Bool
    let detailsMax = WebLimits.detailsCharactersMax

    init(_ facts: SceneFacts) {
        formTitle = facts.title
        formDetails = Self.shown(facts.details ?? "")
        formDate = facts.date ?? ""
        formStudio = facts.studio?.name ?? ""
        formRating = facts.rating100.map(String.init) ?? ""
        formOrganised = facts.isOrganized
        takesDetails = Self.takes(facts)
    }

    /// What somebody entered about the scene.
    init(_ pairs: FormPairs, of facts: SceneFacts) {
        formTitle = pairs.first("title") ?? facts.title
        formDetails = Self.shown(pairs.first("details") ?? facts.details ?? "")
        formDate = pairs.first("date") ?? facts.date ?? ""
        formStudio = pairs.first("studio") ?? facts.studio?.name ?? ""
        formRating = pairs.first("rating") ?? ""
        formOrganised = pairs.first("organised") == "yes"
        takesDetails = Self.takes(facts)
    }

    /// What is different from the scene as it is; the studio by its id. Throws `CurationError` `unknownEntity` and
    /// `badValue`.
    func edit(of facts: SceneFacts, names: any SceneStore) async throws -> SceneEdit {
        let old = SceneForm(facts)
        var edit = SceneEdit()
        if formTitle != old.formTitle { edit.title = .set(Self.text(formTitle)) }
        if takesDetails, formDetails != old.formDetails { edit.details = .set(Self.text(formDetails)) }
        if formDate != old.formDate { edit.date = .set(Self.text(formDate)) }
        if formStudio != old.formStudio {
            // Other capitals mean the same one.
            let studio = try await studioID(names)
            if studio != facts.studio?.id { edit.studioID = .set(studio) }
        }
        if formRating != old.formRating { edit.rating100 = .set(try rating) }
        if formOrganised != old.formOrganised { edit.isOrganized = .set(formOrganised) }
        return edit
    }

    private var rating: Int? {
        get throws {
            guard let text = Self.text(formRating) else { return nil }
            guard let rating = Int(text), (1...100).contains(rating) else {
                throw CurationError.badValue("A rating is a whole number from 1 to 100, or nothing.")
            }
            return rating
        }
    }

    private func studioID(_ names: any SceneStore) async throws -> String? {
        guard let name = Self.text(formStudio) else { return nil }
        guard let studio = try await names.entities(.studio, named: [name]).first else {
            throw CurationError.unknownEntity(.studio, name)
        }
        return studio.facts.upstreamID
    }

    /// Nil for a blank one, which clears what was there.
    private static func text(_ text: String) -> String? { text.isBlank ? nil : text }

    private static func takes(_ facts: SceneFacts) -> Bool {
        (facts.details ?? "").count <= WebLimits.detailsCharactersMax
    }

    /// Browsers send lines with both of their ends, whatever they were shown.
    private static func shown(_ text: String) -> String {
        text.replacing("\r\n", with: "\n")
    }
}
