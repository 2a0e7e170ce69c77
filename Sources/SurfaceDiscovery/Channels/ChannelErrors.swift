import Domain
import HTTPTypes

extension ChannelError {
    var status: HTTPResponse.Status {
        switch self {
        case .unknownChannel, .unknownItem, .unknownUser: .notFound
        case .forbidden: .forbidden
        case .tooMany, .blankName, .tooLong, .nothingToChange, .noMediaServer: .badRequest
        }
    }

    /// For the user.
    var words: String {
        switch self {
        case .tooMany: "You have \(DomainLimits.channelsMax) channels already: remove one first"
        case .unknownChannel: "Channel not found"
        case .forbidden: "Forbidden"
        case .blankName: "name must not be blank"
        case .tooLong(let member): "\(member) is too long"
        case .nothingToChange: "There is nothing to change"
        case .unknownItem: "Item not found"
        case .unknownUser: "User not found"
        case .noMediaServer: "The channel's owner has no account at a media server"
        }
    }
}
