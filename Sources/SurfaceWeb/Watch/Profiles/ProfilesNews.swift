import Activity
import Domain
import HTTPTypes
import Hummingbird
import SurfaceKit

/// What there is to say beside the profiles, and whose PIN is asked for.
struct ProfilesNews: Sendable {
    var notice: String?
    var problem: String?
    var status = HTTPResponse.Status.ok
    /// The profile whose PIN is asked for.
    var who: Int32?
    /// Whether the PIN is to open something under the profile, and not to change to it.
    var isUnlocking = false
    var next = ""

    init() {}

    init(_ request: Request, notice: String?) {
        self.notice = notice
        who = request.parameter("who").flatMap { Int32($0) }
        isUnlocking = request.parameter("unlock") != nil
        next = request.parameter("next").map { LocalPath.safe($0) } ?? ""
    }

    /// After a form with which something was wrong.
    init(_ form: FormPairs, problem error: ProfileError) {
        problem = error.words
        status = error.status
        next = form.first("next").map { LocalPath.safe($0) } ?? ""
        isUnlocking = form.first("unlock") != nil
        switch error {
        case .wrongPIN, .tooManyAttempts, .withoutPIN: who = form.first("profile").flatMap { Int32($0) }
        case .pinInvalid where isUnlocking: who = form.first("profile").flatMap { Int32($0) }
        default: break
        }
    }
}

/// What was done before the page is shown again.
enum ProfilesNotice: String {
    case added
    case changed
    case removed

    var words: String {
        switch self {
        case .added: "The profile is there, and you watch as it now."
        case .changed: "The profile is changed."
        case .removed: "The profile is gone, with all that it watched."
        }
    }
}

extension ProfileError {
    var words: String {
        let pins = ActivityLimits.pinCharacters
        switch self {
        case .nameInvalid: return "A name has 1 to \(ActivityLimits.profileNameCharactersMax) characters."
        case .pinInvalid: return "A PIN has \(pins.lowerBound) to \(pins.upperBound) characters."
        case .limitWithoutPIN: return "A limit needs a PIN, or anybody could lift it."
        case .unknownLimit: return "Choose one of the limits in the list."
        case .ratingLimitInvalid: return "A score is a number from 0 to 10."
        case .tooMany(let maximum): return "There can be at most \(maximum) profiles."
        case .unknown: return "There is no such profile."
        case .last: return "The last profile stays."
        case .withoutPIN: return "This profile has no PIN."
        case .pinRequired: return "Enter the PIN first."
        case .wrongPIN(let left): return "That PIN is not right. \(Moments.count(left, "attempt")) left."
        case .tooManyAttempts(let seconds):
            return "There were too many attempts. Wait \(Moments.count(max(1, seconds), "second"))."
        }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .pinRequired, .wrongPIN: .forbidden
        case .tooManyAttempts: .tooManyRequests
        case .unknown: .notFound
        default: .badRequest
        }
    }
}
