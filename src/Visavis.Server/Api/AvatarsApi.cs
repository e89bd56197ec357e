using Visavis.Server.Sessions;

namespace Visavis.Server.Api;

public sealed record StatusError(string Code, string Message);

/// <summary>A person, with one or more looks.</summary>
public sealed record AvatarGroup(
    string Id,
    string Name,
    long CreatedAt,
    int LooksCount,
    string? PreviewImageUrl,
    string? PreviewVideoUrl,
    string? Gender,
    string? DefaultVoiceId,
    string? ConsentStatus,
    string? Status,
    StatusError? Error);

/// <summary>A person in one outfit and place: what a session shows.</summary>
public sealed record AvatarLook(
    string Id,
    string Name,
    string AvatarType,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> SupportedApiEngines,
    string? GroupId,
    string? PreviewImageUrl,
    string? PreviewVideoUrl,
    string? Gender,
    string? DefaultVoiceId,
    int? ImageWidth,
    int? ImageHeight,
    string? PreferredOrientation,
    string? Status,
    StatusError? Error);

/// <summary>The presenters that sessions can show.</summary>
public static class AvatarsApi
{
    public const string StudioAvatar = "studio_avatar";

    private static readonly string[] Types = [StudioAvatar, "digital_twin", "photo_avatar"];
    private static readonly string[] Ownerships = ["public", "private"];

    // The built-in presenters came with the first version.
    private static readonly long BuiltInSince = new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();

    public static void MapAvatars(this IEndpointRouteBuilder app)
    {
        var avatars = app.MapGroup("/v3/avatars").WithTags("Avatars").WithMetadata(RequiresKey.Mark);
        avatars.MapGet("", Groups).WithName("listAvatars").WithSummary("The presenters").Queries("ownership", "limit", "token").Gives<Page<AvatarGroup>>(200).Fails(400, 401, 429);
        avatars.MapGet("{group_id}", Group).WithName("getAvatar").WithSummary("One presenter").Gives<Answer<AvatarGroup>>(200).Fails(401, 404, 429);
        avatars.MapGet("looks", Looks).WithName("listLooks").WithSummary("The looks").Queries("group_id", "avatar_type", "ownership", "limit", "token").Gives<Page<AvatarLook>>(200).Fails(400, 401, 429);
        avatars.MapGet("looks/{look_id}", Look).WithName("getLook").WithSummary("One look").Gives<Answer<AvatarLook>>(200).Fails(401, 404, 429);
        app.MapMethods("/media/looks/{look_id}/preview", [HttpMethods.Get, HttpMethods.Head], Preview).ExcludeFromDescription();
    }

    private static IResult Groups(HttpRequest request, Stage stage, ServerOptions options)
    {
        var ownership = Paging.Choice(request.Query, "ownership", Ownerships);
        var groups = ownership == "private" ? [] : stage.Looks.GroupBy(look => look.GroupId).Select(looks => GroupOf([.. looks], request, options)).ToList();
        return Results.Json(Paging.Of(groups, group => group.Id, request.Query, 20, 50), Wire.Json);
    }

    private static IResult Group(string group_id, HttpRequest request, Stage stage, ServerOptions options)
    {
        var looks = stage.Looks.Where(look => look.GroupId == group_id).ToList();
        return looks.Count > 0 ? Wire.Answer(GroupOf(looks, request, options)) : throw ApiException.GroupNotFound();
    }

    private static IResult Looks(HttpRequest request, Stage stage, ServerOptions options)
    {
        var ownership = Paging.Choice(request.Query, "ownership", Ownerships);
        var type = Paging.Choice(request.Query, "avatar_type", Types);
        var group = request.Query["group_id"].ToString();
        var looks = stage.Looks
            .Where(look => ownership != "private" && type is null or StudioAvatar && (group.Length == 0 || look.GroupId == group))
            .Select(look => LookOf(look, request, options))
            .ToList();
        return Results.Json(Paging.Of(looks, look => look.Id, request.Query, 20, 50), Wire.Json);
    }

    private static IResult Look(string look_id, HttpRequest request, Stage stage, ServerOptions options) =>
        Wire.Answer(LookOf(stage.Look(look_id) ?? throw ApiException.AvatarNotFound(), request, options));

    private static IResult Preview(string look_id, HttpContext context, Stage stage)
    {
        var preview = (stage.Look(look_id) ?? throw ApiException.ResourceNotFound()).Rig.Preview;
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.File(preview.Path, preview.ContentType, lastModified: File.GetLastWriteTimeUtc(preview.Path));
    }

    private static AvatarGroup GroupOf(List<Look> looks, HttpRequest request, ServerOptions options) => new(
        looks[0].GroupId,
        looks[0].Rig.Title,
        BuiltInSince,
        looks.Count,
        PreviewUrl(looks[0], request, options),
        null,
        looks[0].Rig.Gender,
        looks[0].Rig.DefaultVoice,
        null,
        null,
        null);

    private static AvatarLook LookOf(Look look, HttpRequest request, ServerOptions options) => new(
        look.Id,
        look.Rig.Title,
        StudioAvatar,
        ["studio", "built-in"],
        ["avatar_realtime"],
        look.GroupId,
        PreviewUrl(look, request, options),
        null,
        look.Rig.Gender,
        look.Rig.DefaultVoice,
        look.Rig.Width,
        look.Rig.Height,
        look.Rig.Width > look.Rig.Height ? "landscape" : look.Rig.Width < look.Rig.Height ? "portrait" : "square",
        null,
        null);

    private static string PreviewUrl(Look look, HttpRequest request, ServerOptions options) =>
        $"{PublicUrls.Of(request, options)}/media/looks/{look.Id}/preview";
}
