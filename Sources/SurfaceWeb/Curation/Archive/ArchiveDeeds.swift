import Curation
import Domain
import Hummingbird
import SurfaceKit

/// What is started from the list of scenes.
extension WebSurface {
    /// Reads from Stash: what changed, everything, or the scenes that are ticked or shown.
    func readArchive(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        return try await atCurationDoor(context) { door in
            let choice = ArchiveChoice(form)
            return try await atArchive(choice, door, request) {
                guard door.desks.archiveAddress != nil else { throw CurationError.noArchive }
                let sync = door.desks.sync
                switch form.first("what") {
                case "changes": _ = try await sync.all(force: false)
                case "everything": _ = try await sync.all(force: true)
                case "ticked": _ = try await sync.scenes(ids: try form.tickedScenes, force: true)
                case "shown": _ = try await sync.scenes(ids: try await shownScenes(choice, door), force: true)
                default: throw SurfaceFailure.noRoute
                }
                return .seeOther(choice.address("done=\(ArchiveNotice.reading.rawValue)"))
            }
        }
    }

    /// Looks through the scenes that are ticked, or all that the filters show.
    func analyseScenes(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        return try await atCurationDoor(context) { door in
            let choice = ArchiveChoice(form)
            return try await atArchive(choice, door, request) {
                let isTicked = form.first("what") == "ticked"
                let wish = AnalysisWish(
                    sceneIDs: isTicked ? try form.tickedScenes : nil,
                    filters: isTicked ? nil : try await ArchiveSelection(choice, names: door.desks.names).filter,
                    options: form.analysisOptions, planName: form.planName)
                _ = try await door.desks.analysis.generate(wish)
                return .seeOther(choice.address("done=\(ArchiveNotice.looking.rawValue)"))
            }
        }
    }

    private func shownScenes(_ choice: ArchiveChoice, _ door: CurationDoor) async throws -> [String] {
        let filter = try await ArchiveSelection(choice, names: door.desks.names).filter
        let scenes = try await door.desks.names.matching(
            filter, after: nil, limit: WebLimits.scenesReadAnewMax)
        guard !scenes.isEmpty else { throw CurationError.nothingMatches }
        return scenes.map(\.facts.upstreamID)
    }
}

extension FormPairs {
    /// The archive's ids of what was ticked. Throws `CurationError.nothingSelected`.
    fileprivate var tickedScenes: [String] {
        get throws {
            let ids = all.filter { $0.0 == "scene" }.map(\.1).filter {
                !$0.isEmpty && $0.count <= DomainLimits.archiveIDCharactersMax
            }
            guard !ids.isEmpty else { throw CurationError.nothingSelected }
            return ids
        }
    }

    /// Everything that is not ticked is left out.
    fileprivate var analysisOptions: AnalysisOptions {
        let wanted = Set(all.filter { $0.0 == "detect" }.map(\.1))
        let least = first("least").flatMap { Int($0) }.map { Double(min(100, max(0, $0))) / 100 }
        var options = AnalysisOptions()
        options.detectPerformers = wanted.contains("performers")
        options.detectStudios = wanted.contains("studios")
        options.detectTags = wanted.contains("tags")
        options.detectDetails = wanted.contains("details")
        options.useAI = wanted.contains("ai")
        options.confidenceThreshold = least
        return options
    }

    fileprivate var planName: String? {
        let name = String((first("name") ?? "").prefix(WebLimits.planNameCharactersMax))
        return name.isBlank ? nil : name
    }
}
