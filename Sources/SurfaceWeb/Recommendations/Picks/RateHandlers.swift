import Activity
import Domain
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// Takes what somebody thinks of a film or a series; 0 takes it back.
    func rate(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        guard let id = context.parameters.get("id", as: Int32.self).map({ TitleID($0) }) else {
            throw SurfaceFailure.noRoute
        }
        guard let value = form.first("value").flatMap({ Int($0) }), value == 0 || Opinion.range.contains(value) else {
            return pages.notice(
                title: "That is no rating", message: "Go back and choose one to ten hearts.", status: .badRequest)
        }
        let around = features.recommendations.around
        let reader = try await pickReader(context)
        guard let title = try await around.titles.titles([id]).first, title.isRatable, reader.maySee(title) else {
            throw SurfaceFailure.noRoute
        }
        let back = LocalPath.safe(form.first("back"))
        if let question = try await reader.pinQuestion(next: back) { return question }
        if value == 0 {
            try await around.ratings.withdraw(id, by: reader.user.id)
        } else {
            _ = try await around.ratings.rate(id, value, by: reader.user.id)
        }
        return .seeOther(back)
    }
}

extension Title {
    fileprivate var isRatable: Bool { kind == .movie || kind == .series }
}
