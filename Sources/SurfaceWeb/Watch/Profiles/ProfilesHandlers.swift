import Accounts
import Activity
import Basics
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

extension WebSurface {
    /// Who is watching: all profiles, and with `who` the question for the PIN of one.
    func profiles(_ request: Request, _ context: WebContext) async throws -> Response {
        let done = request.parameter("done").flatMap { ProfilesNotice(rawValue: $0) }
        return try await profiles(request, context, ProfilesNews(request, notice: done?.words))
    }

    /// Watches as another profile from now on. A right PIN lets into a locked profile; elsewhere it opens nothing.
    func selectProfile(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let guest = try await guest(context)
        return try await answering(form, guest, request, context) {
            try await guest.theatre.profiles.select(
                form.profile(), pin: form.text("pin"), in: guest.session, of: guest.user.id)
            // What the other profile watched must not go on as this one's.
            await guest.theatre.close(guest.session, of: guest.user.id)
            return form.next
        }
    }

    /// Opens what a profile's limit or lock keeps shut, for a while and in this session.
    func unlockProfile(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let guest = try await guest(context)
        return try await answering(form, guest, request, context) {
            _ = try await guest.theatre.profiles.verify(
                form.first("pin") ?? "", of: form.profile(), in: guest.session, user: guest.user.id)
            return form.next
        }
    }

    func addProfile(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let guest = try await guest(context)
        return try await answering(form, guest, request, context) {
            _ = try await guest.theatre.profiles.add(form.profileDraft(), in: guest.session, of: guest.user.id)
            await guest.theatre.close(guest.session, of: guest.user.id)
            return "/profiles?done=added"
        }
    }

    func editProfile(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let guest = try await guest(context)
        return try await answering(form, guest, request, context) {
            let (id, profiles) = (try form.profile(), guest.theatre.profiles)
            var draft = try form.profileDraft()
            // The page does not show it, so it cannot mean to take it away.
            draft.ratingLimit = try await profiles.list(of: guest.user.id).first { $0.id == id }?.ratingLimit
            _ = try await profiles.change(id, to: draft, in: guest.session, of: guest.user.id)
            return "/profiles?done=changed"
        }
    }

    func removeProfile(_ request: Request, _ context: WebContext) async throws -> Response {
        let form = try await request.form()
        let guest = try await guest(context)
        return try await answering(form, guest, request, context) {
            _ = try await guest.theatre.profiles.remove(form.profile(), in: guest.session, of: guest.user.id)
            return "/profiles?done=removed"
        }
    }

    /// Goes on where `change` says, or shows the page again with what is wrong.
    private func answering(
        _ form: FormPairs, _ guest: TheatreGuest, _ request: Request, _ context: WebContext,
        _ change: () async throws -> String
    ) async throws -> Response {
        do {
            return .seeOther(try await change())
        } catch ProfileError.unknown {
            throw SurfaceFailure.noRoute
        } catch ProfileError.pinRequired {
            // Of the profile itself, or of the limited one under which it was to be changed.
            let wanted = form.profileID
            let isOwn = try await guest.theatre.profiles.list(of: guest.user.id)
                .contains { $0.id == wanted && $0.hasPIN }
            let who = isOwn ? wanted ?? guest.profile.id : guest.profile.id
            let isPicking = context.endpointPath == "/profiles/select"
            return .seeOther(
                "/profiles?who=\(who)" + (isPicking ? "" : "&unlock=1") + "&next="
                    + PercentText.encode(isPicking ? form.next : "/profiles", keeping: "/"))
        } catch let error as ProfileError {
            let news = ProfilesNews(form, problem: error)
            var response = try await profiles(request, context, news)
            response.status = news.status
            if case .tooManyAttempts(let seconds) = error { response.headers[.retryAfter] = String(seconds) }
            return response
        }
    }

    private func profiles(
        _ request: Request, _ context: WebContext, _ news: ProfilesNews
    ) async throws -> Response {
        let guest = try await guest(context)
        let all = try await guest.theatre.profiles.list(of: guest.user.id)
        let page = ProfilesPage(
            shell: shell(guest.signedIn, request, in: .profiles, profile: guest.profile.name), profiles: all,
            active: guest.profile.id, news: news)
        return pages.response("profiles", page)
    }
}

extension FormPairs {
    fileprivate var profileID: ProfileID? { first("profile").flatMap { Int32($0) }.map { ProfileID($0) } }

    /// Throws `ProfileError.unknown` for what is no id.
    fileprivate func profile() throws(ProfileError) -> ProfileID {
        guard let profileID else { throw .unknown }
        return profileID
    }

    /// Nil for an empty field.
    fileprivate func text(_ name: String) -> String? { first(name).flatMap { $0.isEmpty ? nil : $0 } }

    fileprivate var next: String {
        let next = first("next") ?? ""
        return next.isEmpty ? "/films" : LocalPath.safe(next)
    }

    /// What somebody wants a profile to be. Throws `ProfileError.unknownLimit`.
    fileprivate func profileDraft() throws(ProfileError) -> ProfileDraft {
        var draft = ProfileDraft(name: first("name") ?? "")
        draft.pin = text("pin")
        if let limit = text("limit") {
            guard let certificate = Certificate(rawValue: limit) else { throw .unknownLimit(limit) }
            draft.certificateLimit = certificate
        }
        draft.playback.skipsIntro = first("skips_intro") != nil
        draft.playback.skipsCredits = first("skips_credits") != nil
        draft.playback.playsNext = first("plays_next") != nil
        return draft
    }
}
