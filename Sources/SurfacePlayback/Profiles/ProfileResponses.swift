import Domain
import SurfaceKit

struct ProfileResponse: Encodable {
    let id: Int32
    let name: String
    @OrNull var maxContentRating: Certificate?
    @OrNull var maxRating: String?
    let autoSkipIntro: Bool
    let autoSkipCredits: Bool
    let autoplayNext: Bool
    let hasPin: Bool

    init(_ profile: Profile) {
        id = profile.id.rawValue
        name = profile.name
        _maxContentRating = OrNull(wrappedValue: profile.certificateLimit)
        _maxRating = OrNull(wrappedValue: profile.ratingLimit)
        autoSkipIntro = profile.playback.skipsIntro
        autoSkipCredits = profile.playback.skipsCredits
        autoplayNext = profile.playback.playsNext
        hasPin = profile.hasPIN
    }
}

struct ProfilesResponse: Encodable {
    let status = "success"
    let activeProfileID: Int32
    let profiles: [ProfileResponse]
}

struct ActiveProfileResponse: Encodable {
    let status = "success"
    let activeProfileID: Int32
}

struct AddedProfileResponse: Encodable {
    let status = "success"
    let profile: ProfileResponse
    let activeProfileID: Int32
}

struct RemovedProfileResponse: Encodable {
    let status = "success"
    let deletedProfileID: Int32
    let activeProfileID: Int32
}

struct VerifiedResponse: Encodable {
    let status = "success"
    let message = "The PIN is right."
    /// Unix seconds.
    let verifiedUntil: Int
}
