import Accounts
import Activity
import Basics
import Domain
import Hummingbird
import SurfaceKit

extension PlaybackSurface {
    func profiles(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        let active = try await features.profiles.active(in: app.session.session.id, of: app.user.id)
        let all = try await features.profiles.list(of: app.user.id)
        return try .playback(
            ProfilesResponse(activeProfileID: active.id.rawValue, profiles: all.map { ProfileResponse($0) }))
    }

    func selectProfile(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        let id: ProfileID = try context.parameters.id("profile_id")
        do {
            try await features.profiles.select(
                id, pin: context.parameters.text("pin"), in: app.session.session.id, of: app.user.id)
        } catch ProfileError.wrongPIN {
            // Clients drop the session on a 401; here a PIN is missing, not a sign-in.
            throw PlaybackError.pinRequired
        }
        return try .playback(ActiveProfileResponse(activeProfileID: id.rawValue))
    }

    func addProfile(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        let profile = try await features.profiles.add(
            context.parameters.profileDraft(), in: app.session.session.id, of: app.user.id)
        return try .playback(
            AddedProfileResponse(profile: ProfileResponse(profile), activeProfileID: profile.id.rawValue))
    }

    func editProfile(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        let id: ProfileID = try context.parameters.id("profile_id")
        let old = try await features.profiles.list(of: app.user.id).first { $0.id == id }
        guard let old else { throw ProfileError.unknown }
        let profile = try await features.profiles.change(
            id, to: context.parameters.profileDraft(old), in: app.session.session.id, of: app.user.id)
        let active = try await features.profiles.active(in: app.session.session.id, of: app.user.id)
        return try .playback(
            AddedProfileResponse(profile: ProfileResponse(profile), activeProfileID: active.id.rawValue))
    }

    func removeProfile(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        let id: ProfileID = try context.parameters.id("profile_id")
        let active = try await features.profiles.remove(id, in: app.session.session.id, of: app.user.id)
        return try .playback(
            RemovedProfileResponse(deletedProfileID: id.rawValue, activeProfileID: active.id.rawValue))
    }

    func verifyPIN(_ request: Request, _ context: PlaybackContext) async throws -> Response {
        let app = try context.signedIn
        let id: ProfileID = try context.parameters.id("profile_id")
        let until = try await features.profiles.verify(
            context.parameters.required("pin"), of: id, in: app.session.session.id, user: app.user.id)
        return try .playback(VerifiedResponse(verifiedUntil: Int(until.seconds)))
    }

    /// The profile for which a request is answered: `profile_id`, else the session's.
    func inForce(_ context: PlaybackContext) async throws -> ProfileInForce {
        let app = try context.signedIn
        return try await features.profiles.inForce(
            context.parameters.optionalID("profile_id"), in: app.session.session.id, of: app.user.id)
    }
}

extension PlaybackParameters {
    /// What somebody wants a profile to be; what is not said stays as `old` has it. Throws `PlaybackError.invalid`
    /// and `ProfileError`.
    fileprivate func profileDraft(_ old: Profile? = nil) throws -> ProfileDraft {
        guard let name = optional("name") ?? old?.name else { throw PlaybackError.invalid("name is required.") }
        var draft = ProfileDraft(name: name)
        draft.pin = text("pin").flatMap { $0.isEmpty ? nil : $0 }
        draft.certificateLimit = old?.certificateLimit
        if let limit = text("max_content_rating") {
            draft.certificateLimit = Certificate(rawValue: limit)
            guard limit.isEmpty || draft.certificateLimit != nil else { throw ProfileError.unknownLimit(limit) }
        }
        draft.ratingLimit = text("max_rating") == nil ? old?.ratingLimit : optional("max_rating")
        draft.playback.skipsIntro = flag("auto_skip_intro") ?? old?.playback.skipsIntro ?? false
        draft.playback.skipsCredits = flag("auto_skip_credits") ?? old?.playback.skipsCredits ?? false
        draft.playback.playsNext = flag("autoplay_next") ?? old?.playback.playsNext ?? true
        return draft
    }
}
