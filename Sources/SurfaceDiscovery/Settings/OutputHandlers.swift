import Administration
import Domain
import Hummingbird
import SurfaceKit

/// What is written for a media server: in what form, with or without explanations, and under which names.
extension DiscoverySurface {
    func outputFormat(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(OutputFormatResponse(values.output))
    }

    func changeOutputFormat(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let members = [
            SettingMember("moviesUseSymlinks", .linksMovies), SettingMember("seriesUseSymlinks", .linksSeries),
        ]
        try await store(members.edits(in: try await request.discoveryBody()), context)
        return try .json(OutputFormatResponse(values.output, message: "The next libraries are written like this"))
    }

    func explanationSettings(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(ExplanationResponse(values.explanations))
    }

    func changeExplanations(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let members = [
            SettingMember("enabled", .explanations), SettingMember("userOverrideAllowed", .explanationOverride),
        ]
        try await store(members.edits(in: try await request.discoveryBody()), context)
        return try .json(ExplanationResponse(values.explanations, message: "The next libraries are written like this"))
    }

    func libraryTitles(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        try .json(LibraryTitlesResponse(values.libraryTitles, supportedMergeTags: LibraryTitlesResponse.allTags))
    }

    func changeLibraryTitles(_ request: Request, _ context: DiscoveryContext) async throws -> Response {
        let members = [
            SettingMember("moviesTemplate", .movieLibraryTitle), SettingMember("seriesTemplate", .seriesLibraryTitle),
        ]
        try await store(members.edits(in: try await request.discoveryBody()), context)
        return try .json(
            LibraryTitlesResponse(values.libraryTitles, message: "The next libraries are called like this"))
    }
}

struct OutputFormatResponse: Encodable {
    let moviesUseSymlinks: Bool
    let seriesUseSymlinks: Bool
    let message: String?

    init(_ settings: OutputSettings, message: String? = nil) {
        moviesUseSymlinks = settings.linksMovies
        seriesUseSymlinks = settings.linksSeries
        self.message = message
    }
}

struct ExplanationResponse: Encodable {
    let enabled: Bool
    let userOverrideAllowed: Bool
    let message: String?

    init(_ settings: ExplanationSettings, message: String? = nil) {
        enabled = settings.isEnabled
        userOverrideAllowed = settings.allowsOverride
        self.message = message
    }
}

struct LibraryTitlesResponse: Encodable {
    struct Tag: Encodable {
        let tag: String
        let description: String
    }

    let moviesTemplate: String
    let seriesTemplate: String
    let supportedMergeTags: [Tag]?
    let message: String?

    static let allTags = LibraryTitleTag.allCases.map { Tag(tag: $0.text, description: $0.summary) }

    init(_ templates: LibraryTitleTemplates, supportedMergeTags: [Tag]? = nil, message: String? = nil) {
        moviesTemplate = templates.movies
        seriesTemplate = templates.series
        self.supportedMergeTags = supportedMergeTags
        self.message = message
    }
}
