namespace Visavis.Server.Api;

/// <param name="Username">The space of the key.</param>
/// <param name="Email">None: accounts here are spaces.</param>
/// <param name="FirstName">None.</param>
/// <param name="LastName">None.</param>
/// <param name="SpaceId">The space of the key.</param>
/// <param name="KeyName">The name the key was given.</param>
public sealed record Account(string Username, string? Email, string? FirstName, string? LastName, string SpaceId, string KeyName);

/// <summary>Who the key belongs to: how clients find out that it works.</summary>
public static class UsersApi
{
    public static void MapUsers(this IEndpointRouteBuilder app) =>
        app.MapGet("/v3/users/me", (Caller caller) => Wire.Answer(new Account(caller.Space, null, null, null, caller.Space, caller.KeyName)))
            .WithName("getAccount").WithSummary("The account").WithTags("Users").WithMetadata(RequiresKey.Mark)
            .Gives<Answer<Account>>(200).Fails(401, 429);
}
