import Administration
import Domain
import SurfaceKit

/// Whether explanations are written for somebody, and who decided that.
struct PersonalExplanationResponse: Encodable {
    let overrideAllowed: Bool
    @OrNull var enabled: Bool?
    let effectiveValue: Bool
    let globalConfig: ExplanationResponse

    init(_ person: PersonalSettings, _ settings: ExplanationSettings) {
        overrideAllowed = person.mayChooseExplanations
        _enabled = OrNull(wrappedValue: person.wantsExplanations)
        effectiveValue = settings.isInEffect(for: person)
        globalConfig = ExplanationResponse(settings)
    }
}

struct ChangedPersonalExplanationResponse: Encodable {
    let overrideAllowed: Bool
    @OrNull var enabled: Bool?
    let effectiveValue: Bool
    let message: String

    init(_ person: PersonalSettings, _ settings: ExplanationSettings, message: String) {
        overrideAllowed = person.mayChooseExplanations
        _enabled = OrNull(wrappedValue: person.wantsExplanations)
        effectiveValue = settings.isInEffect(for: person)
        self.message = message
    }
}

struct DislikeResponse: Encodable {
    let dislikeBehavior: String
    var message: String?
}

/// A person's own names of libraries, and what these are called with or without them.
struct OwnSettingsResponse: Encodable {
    @OrNull var moviesLibraryName: String?
    @OrNull var seriesLibraryName: String?
    let effectiveMoviesName: String
    let effectiveSeriesName: String
    let message: String?

    init(_ settings: PersonalSettings, _ user: User, _ templates: LibraryTitleTemplates, message: String? = nil) {
        _moviesLibraryName = OrNull(wrappedValue: settings.movieLibraryName)
        _seriesLibraryName = OrNull(wrappedValue: settings.seriesLibraryName)
        let name = user.displayName ?? user.name
        func filled(_ template: String, _ type: String) -> String {
            LibraryTitle(template)?.filled([.username: name, .type: type]) ?? ""
        }
        effectiveMoviesName = settings.movieLibraryName ?? filled(templates.movies, "Movies")
        effectiveSeriesName = settings.seriesLibraryName ?? filled(templates.series, "TV Series")
        self.message = message
    }
}
