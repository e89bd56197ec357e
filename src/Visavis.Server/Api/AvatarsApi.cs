using System.Security.Cryptography;
using Visavis.Server.Avatars;
using Visavis.Server.Sessions;
using Visavis.Server.Storage;

namespace Visavis.Server.Api;

/// <summary>The presenters that sessions can show: built-in ones, and those that a space makes of photos and clips.</summary>
public static class AvatarsApi
{
    public const string Route = "/v3/avatars";
    public const string StudioAvatar = "studio_avatar", DigitalTwin = "digital_twin", PhotoAvatar = "photo_avatar";
    public const int LongestName = 100;

    private static readonly string[] Types = [StudioAvatar, DigitalTwin, PhotoAvatar];
    private static readonly string[] Ownerships = ["public", "private"];

    public static void MapAvatars(this IEndpointRouteBuilder app)
    {
        var avatars = app.MapGroup(Route).WithTags("Avatars").WithMetadata(RequiresKey.Mark);
        avatars.MapGet("", Groups).WithName("listAvatars").WithSummary("The presenters").Queries("ownership", "limit", "token").Gives<Page<AvatarGroup>>(200).Fails(400, 401, 429);
        avatars.MapPost("", CreateAsync).WithName("createAvatar").WithSummary("Make a look from a photo or a clip")
            .Takes<CreateAvatar>().Gives<Answer<AvatarCreated>>(200).Fails(400, 401, 404, 409, 413, 429);
        avatars.MapGet("{group_id}", Group).WithName("getAvatar").WithSummary("One presenter").Gives<Answer<AvatarGroup>>(200).Fails(401, 404, 429);
        avatars.MapPatch("{group_id}", ChangeGroupAsync).WithName("changeAvatar").WithSummary("Rename a presenter")
            .Takes<ChangeAvatar>().Gives<Answer<AvatarGroup>>(200).Fails(400, 401, 403, 404, 413, 429);
        avatars.MapDelete("{group_id}", DeleteGroupAsync).WithName("deleteAvatar").WithSummary("Delete a presenter and all its looks").Gives<Answer<AvatarDeleted>>(200).Fails(401, 403, 404, 429);
        avatars.MapGet("looks", Looks).WithName("listLooks").WithSummary("The looks").Queries("group_id", "avatar_type", "ownership", "limit", "token").Gives<Page<AvatarLook>>(200).Fails(400, 401, 429);
        avatars.MapGet("looks/{look_id}", Look).WithName("getLook").WithSummary("One look").Gives<Answer<AvatarLook>>(200).Fails(401, 404, 429);
        avatars.MapPatch("looks/{look_id}", ChangeLookAsync).WithName("changeLook").WithSummary("Rename a look")
            .Takes<ChangeAvatar>().Gives<Answer<AvatarLook>>(200).Fails(400, 401, 403, 404, 413, 429);
        avatars.MapDelete("looks/{look_id}", DeleteLookAsync).WithName("deleteLook").WithSummary("Delete a look").Gives<Answer<AvatarDeleted>>(200).Fails(401, 403, 404, 429);
        app.MapMethods("/media/looks/{look_id}/preview", [HttpMethods.Get, HttpMethods.Head], StillAsync).ExcludeFromDescription();
        app.MapMethods("/media/looks/{look_id}/preview.mp4", [HttpMethods.Get, HttpMethods.Head], ClipAsync).ExcludeFromDescription();
    }

    private static IResult Groups(HttpRequest request, Caller caller, Stage stage, AvatarStore rows, AvatarAnswers answers)
    {
        var ownership = Paging.Choice(request.Query, "ownership", Ownerships);
        var own = ownership == "public" ? [] : rows.GroupsOf(caller.Space).Select(group => answers.Group(group, request));
        var builtIn = ownership == "private" ? [] : stage.Looks.GroupBy(look => look.GroupId).Select(looks => answers.Group([.. looks], request));
        return Results.Json(Paging.Of([.. builtIn, .. own], group => group.Id, request.Query, 20, 50), Wire.Json);
    }

    private static IResult Group(string group_id, HttpRequest request, Caller caller, Stage stage, AvatarStore rows, AvatarAnswers answers)
    {
        var looks = stage.Looks.Where(look => look.GroupId == group_id).ToList();
        return Wire.Answer(looks.Count > 0 ? answers.Group(looks, request) : answers.Group(rows.Group(caller.Space, group_id) ?? throw ApiException.GroupNotFound(), request));
    }

    private static IResult Looks(HttpRequest request, Caller caller, Stage stage, AvatarStore rows, AvatarAnswers answers)
    {
        var ownership = Paging.Choice(request.Query, "ownership", Ownerships);
        var type = Paging.Choice(request.Query, "avatar_type", Types);
        var group = request.Query["group_id"].ToString();
        var builtIn = ownership == "private" ? [] : stage.Looks.Select(look => answers.Look(look, request));
        var own = ownership == "public" ? [] : rows.LooksOf(caller.Space).Select(look => answers.Look(look, request));
        var looks = builtIn.Concat(own).Where(look => (type is null || look.AvatarType == type) && (group.Length == 0 || look.GroupId == group)).ToList();
        return Results.Json(Paging.Of(looks, look => look.Id, request.Query, 20, 50), Wire.Json);
    }

    private static IResult Look(string look_id, HttpRequest request, Caller caller, Stage stage, AvatarStore rows, AvatarAnswers answers) => Wire.Answer(
        stage.Look(look_id) is { } builtIn ? answers.Look(builtIn, request) : answers.Look(rows.Look(caller.Space, look_id) ?? throw ApiException.AvatarNotFound(), request));

    private static Task<IResult> CreateAsync(
        HttpContext context, Caller caller, LargeBodies bodies, IdempotentRequests idempotent, LookInputs inputs, AvatarMaking making, AvatarAnswers answers) =>
        bodies.ReadAsync(context.Request, MayHoldFile, async body =>
        {
            var (type, name, file, group) = Read(body);
            return await idempotent.OnceAsync(context.Request, caller, Route, 200, async () =>
            {
                using var source = type == DigitalTwin
                    ? await inputs.OpenClipAsync(caller.Space, file, context.RequestAborted).ConfigureAwait(false)
                    : await inputs.OpenPhotoAsync(caller.Space, file, context.RequestAborted).ConfigureAwait(false);
                var (look, owner) = await making.AddAsync(caller.Space, type, name, group, source).ConfigureAwait(false);
                return new AvatarCreated(answers.Look(look, context.Request), answers.Group(owner, context.Request));
            }).ConfigureAwait(false);
        });

    private static bool MayHoldFile(JsonBody body) => body.Text("type") is "photo" or DigitalTwin;

    private static (string Type, string Name, JsonBody File, string? Group) Read(JsonBody body)
    {
        switch (body.Text("type"))
        {
            case "photo" or DigitalTwin:
                body.Close("type", "name", "file", "avatar_group_id");
                var type = body.Text("type") == DigitalTwin ? DigitalTwin : PhotoAvatar;
                return (type, Name(body.Required("name")), body.Inner("file"), body.Has("avatar_group_id") ? body.Required("avatar_group_id") : null);
            case "prompt":
                throw ApiException.Invalid("type", "Looks are made from photos and clips, not from descriptions (prompt): send a photo with type 'photo' or a clip with type 'digital_twin'.");
            default:
                throw ApiException.Invalid("type", "Invalid 'type'. Must be one of: photo, digital_twin, prompt.");
        }
    }

    private static async Task<IResult> ChangeGroupAsync(string group_id, HttpRequest request, Caller caller, Stage stage, AvatarStore rows, AvatarAnswers answers)
    {
        RequireOwn(stage.Looks.Any(look => look.GroupId == group_id));
        var group = rows.Group(caller.Space, group_id) ?? throw ApiException.GroupNotFound();
        var (name, voice) = await ChangeAsync(request, stage).ConfigureAwait(false);
        await rows.RenameGroupAsync(group.Id, name, voice).ConfigureAwait(false);
        return Wire.Answer(answers.Group(rows.Group(caller.Space, group_id) ?? throw ApiException.GroupNotFound(), request));
    }

    private static async Task<IResult> ChangeLookAsync(string look_id, HttpRequest request, Caller caller, Stage stage, AvatarStore rows, AvatarAnswers answers)
    {
        RequireOwn(stage.Look(look_id) is not null);
        var look = rows.Look(caller.Space, look_id) ?? throw ApiException.AvatarNotFound();
        var (name, voice) = await ChangeAsync(request, stage).ConfigureAwait(false);
        await rows.RenameLookAsync(look.Id, name, voice).ConfigureAwait(false);
        return Wire.Answer(answers.Look(rows.Look(caller.Space, look_id) ?? throw ApiException.AvatarNotFound(), request));
    }

    private static async Task<IResult> DeleteLookAsync(string look_id, Caller caller, Stage stage, AvatarMaking making, AvatarStore rows)
    {
        RequireOwn(stage.Look(look_id) is not null);
        await making.DeleteAsync(rows.Look(caller.Space, look_id) ?? throw ApiException.AvatarNotFound()).ConfigureAwait(false);
        return Wire.Answer(new AvatarDeleted(look_id));
    }

    private static async Task<IResult> DeleteGroupAsync(string group_id, Caller caller, Stage stage, AvatarMaking making, AvatarStore rows)
    {
        RequireOwn(stage.Looks.Any(look => look.GroupId == group_id));
        await making.DeleteAsync(rows.Group(caller.Space, group_id) ?? throw ApiException.GroupNotFound()).ConfigureAwait(false);
        return Wire.Answer(new AvatarDeleted(group_id));
    }

    private static void RequireOwn(bool builtIn)
    {
        if (builtIn)
        {
            throw ApiException.Forbidden("The built-in presenters belong to everybody and cannot be changed.");
        }
    }

    private static async Task<(string? Name, string? Voice)> ChangeAsync(HttpRequest request, Stage stage)
    {
        using var body = await JsonBody.ReadAsync(request).ConfigureAwait(false);
        var change = body.As<ChangeAvatar>();
        if (change is { Name: null, DefaultVoiceId: null })
        {
            throw ApiException.Invalid(null, "There is nothing to change: send 'name', 'default_voice_id' or both.");
        }
        return (change.Name is null ? null : Name(change.Name), change.DefaultVoiceId is null ? null : (stage.Voice(change.DefaultVoiceId) ?? throw ApiException.VoiceNotFound()).Id);
    }

    private static string Name(string name) => name.Trim() is { Length: > 0 and <= LongestName } trimmed && !trimmed.Any(char.IsControl)
        ? trimmed
        : throw ApiException.Invalid("name", $"'name' must have 1 to {LongestName} characters on one line.");

    private static async Task<IResult> StillAsync(string look_id, HttpContext context, Stage stage, LookFolders folders, LookPreviews previews, AvatarStore rows) =>
        Media(context, "image/png", stage.Look(look_id) is { } builtIn
            ? await previews.StillAsync(builtIn, context.RequestAborted).ConfigureAwait(false)
            : folders.Still((rows.Look(look_id) ?? throw ApiException.ResourceNotFound()).Id), own: stage.Look(look_id) is null);

    private static async Task<IResult> ClipAsync(string look_id, HttpContext context, Stage stage, LookFolders folders, LookPreviews previews, AvatarStore rows) =>
        Media(context, "video/mp4", stage.Look(look_id) is { } builtIn
            ? await previews.ClipAsync(builtIn, context.RequestAborted).ConfigureAwait(false)
            : folders.Clip((rows.Look(look_id) ?? throw ApiException.ResourceNotFound()).Id), own: stage.Look(look_id) is null);

    /// <summary>The id of a space's own look is all the permission that an image or video element has; nobody can guess it.</summary>
    private static IResult Media(HttpContext context, string type, string path, bool own)
    {
        if (!File.Exists(path))
        {
            throw ApiException.ResourceNotFound();
        }
        // A deleted look's face must not live on in caches that many share.
        context.Response.Headers.CacheControl = own ? "private, max-age=3600" : "public, max-age=3600";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.File(path, type, lastModified: File.GetLastWriteTimeUtc(path), enableRangeProcessing: true);
    }
}

/// <summary>Adds and deletes looks of a space, rows and files together.</summary>
public sealed class AvatarMaking(AvatarStore rows, LookFolders folders, LookBook book, LookBuilds builds, ServerOptions options, TimeProvider time)
{
    /// <exception cref="ApiException">The space has no such group, or as many looks as it may.</exception>
    public async Task<(StoredLook Look, StoredGroup Group)> AddAsync(string space, string type, string name, string? groupId, LookSource source)
    {
        var consent = options.NeedsConsent(type);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var old = groupId is null ? null : rows.Group(space, groupId) ?? throw ApiException.GroupNotFound();
        var group = old ?? new StoredGroup { Id = NewId("group"), Space = space, Name = name, ConsentStatus = consent ? "pending" : null, CreatedAt = now };
        var look = new StoredLook
        {
            Id = NewId("look"), GroupId = group.Id, Space = space, Name = name, Type = type, Status = StoredLook.Processing, SourceHash = source.Hash, CreatedAt = now,
        };
        File.Copy(source.Path, folders.Source(look.Id));
        if (!await rows.AddAsync(old is null ? group : null, look, options.LooksPerSpace, consent).ConfigureAwait(false))
        {
            folders.Delete(look.Id);
            throw ApiException.Invalid(null, $"The space has {options.LooksPerSpace} looks, as many as it may (looks_per_space): delete some first.");
        }
        builds.Enqueue(look.Id);
        return (look, old is null ? group : rows.Group(space, group.Id) ?? group);
    }

    /// <summary>A session that shows it goes on.</summary>
    public async Task DeleteAsync(StoredLook look)
    {
        await rows.DeleteLookAsync(look).ConfigureAwait(false);
        Forget(look);
    }

    public async Task DeleteAsync(StoredGroup group)
    {
        var looks = rows.LooksOfGroup(group.Id);
        await rows.DeleteGroupAsync(group.Id).ConfigureAwait(false);
        looks.ForEach(Forget);
    }

    /// <summary>Deletes the pictures of a group whose person did not agree; rows stay and say why.</summary>
    public void Withdraw(StoredGroup group) => rows.LooksOfGroup(group.Id).Where(look => look.Status == StoredLook.Failed).ToList().ForEach(Forget);

    private void Forget(StoredLook look)
    {
        book.Forget(look.Id);
        folders.Delete(look.Id);
    }

    private static string NewId(string kind) => $"{kind}_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
}
