import Curation
import Domain
import Foundation
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// A scene of the archive, with everything that was proposed for it.
    func scene(_ request: Request, _ context: WebContext) async throws -> Response {
        let done = request.parameter("done").flatMap { SceneNotice(rawValue: $0) }
        return try await atCurationDoor(context) { door in
            let scene = try await door.desks.scenes.scene(sceneID(context))
            return try await self.scene(scene, SceneNews(notice: done?.words), door, request)
        }
    }

    /// Reads the scene anew from Stash.
    func readScene(_ request: Request, _ context: WebContext) async throws -> Response {
        try await withScene(request, context) { scene, door in
            _ = try await door.desks.scenes.resync(scene.facts.upstreamID)
            return .read
        }
    }

    /// Writes what was changed by hand to Stash.
    func editScene(_ request: Request, _ context: WebContext) async throws -> Response {
        let pairs = try await request.form()
        return try await withScene(request, context, entered: pairs) { scene, door in
            var wish = SceneWish()
            wish.scalars = try await SceneForm(pairs, of: scene.facts).edit(of: scene.facts, names: door.desks.names)
            guard !wish.scalars.isEmpty else { return .asBefore }
            _ = try await door.desks.scenes.edit(scene.facts.upstreamID, wish)
            return .saved
        }
    }

    /// Adds a tag or a performer by its name (`add`), or takes one off by its id (`remove`).
    func nameScene(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        return try await withScene(request, context) { scene, door in
            let kind = form.first("kind").flatMap { ArchiveKind(rawValue: $0) }
            guard let kind, kind == .tag || kind == .performer else { throw SurfaceFailure.noRoute }
            let (id, mode) = try await namedEntity(form, kind, door)
            try await change(kind, mode, id, of: scene, door)
            return .saved
        }
    }

    /// Which one is meant, and whether it comes or goes.
    private func namedEntity(
        _ form: FormPairs, _ kind: ArchiveKind, _ door: CurationDoor
    ) async throws -> (id: String, mode: RelationEdit.Mode) {
        if let id = form.first("remove") { return (id, .remove) }
        let name = String((form.first("add") ?? "").prefix(WebLimits.archiveNameCharactersMax))
        guard !name.isBlank else { throw CurationError.badValue("Say the name of the \(kind.rawValue) first.") }
        guard let entity = try await door.desks.names.entities(kind, named: [name]).first else {
            throw CurationError.unknownEntity(kind, name)
        }
        return (entity.facts.upstreamID, .add)
    }

    private func change(
        _ kind: ArchiveKind, _ mode: RelationEdit.Mode, _ id: String, of scene: Scene, _ door: CurationDoor
    ) async throws {
        if kind == .tag {
            _ = try await door.desks.scenes.changeTags(mode, [id], of: [scene.facts.upstreamID])
            return
        }
        var wish = SceneWish()
        let others = scene.facts.performers.map(\.id).filter { $0 != id }
        wish.performerIDs = mode == .add ? others + [id] : others
        _ = try await door.desks.scenes.edit(scene.facts.upstreamID, wish)
    }

    private func sceneID(_ context: WebContext) throws -> String {
        guard let id = context.parameters.get("id")?.removingPercentEncoding, !id.isEmpty,
            id.count <= DomainLimits.archiveIDCharactersMax
        else { throw SurfaceFailure.noRoute }
        return id
    }

    /// Carries out a wish about the scene; what is wrong with it is told on its page, with what was entered.
    private func withScene(
        _ request: Request, _ context: WebContext, entered: FormPairs? = nil,
        _ deed: (Scene, CurationDoor) async throws -> SceneNotice
    ) async throws -> Response {
        try await atCurationDoor(context) { door in
            let scene = try await door.desks.scenes.scene(sceneID(context))
            do {
                let notice = try await deed(scene, door)
                return .seeOther(SceneAddress.of(scene.facts.upstreamID) + "?done=\(notice.rawValue)")
            } catch {
                guard let problem = CurationProblem(error) else { throw error }
                let news = SceneNews(problem: problem, form: entered.map { SceneForm($0, of: scene.facts) })
                return try await self.scene(scene, news, door, request)
            }
        }
    }

    /// The page with what there is to say; with a problem it answers a form.
    private func scene(
        _ scene: Scene, _ news: SceneNews, _ door: CurationDoor, _ request: Request
    ) async throws -> Response {
        let content = SceneContent(
            scene: scene,
            history: try await door.desks.plans.history(
                ofSubject: scene.facts.upstreamID, limit: WebLimits.proposalsShown),
            hasArchive: door.desks.archiveAddress != nil)
        let page = ArchiveScenePage(
            shell: shell(door, request, in: .archive), content: content, news: news, now: door.now)
        return pages.response("scene", page, status: news.problem?.status ?? .ok)
    }
}

/// What was done before the page is shown again.
enum SceneNotice: String {
    case saved
    case read
    case asBefore = "as-before"

    var words: String {
        switch self {
        case .saved: "That is written to Stash."
        case .read: "The scene is read anew from Stash."
        case .asBefore: "Nothing was different, so nothing was written."
        }
    }
}
