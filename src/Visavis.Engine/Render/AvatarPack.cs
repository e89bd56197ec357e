using System.Numerics;
using System.Text.Json;
using Visavis.Engine.Lipsync;

namespace Visavis.Engine.Render;

/// <summary>
/// What stands in a pack's <c>pack.json</c>. Whatever is missing or malformed is an <see cref="InvalidDataException"/> whose
/// one sentence names the pack and the thing.
/// </summary>
internal sealed class AvatarPack
{
    private readonly JsonElement _root;

    private AvatarPack(string folder, JsonElement root)
    {
        Folder = folder;
        _root = root;
        Id = Text(root, "name");
        Title = Text(root, "title");
        var look = Member(root, "look");
        Gender = Text(look, "gender");
        Voice = Text(look, "voice");
        var size = Numbers(root, "image_size", 2);
        (Width, Height) = ((int)size[0], (int)size[1]);
        if (Width <= 0 || Height <= 0 || Width % (2 * HeadField.Cell) != 0 || Height % HeadField.Cell != 0 || Width > 1920 || Height > 1920)
        {
            throw Broken($"has a picture size of {Width} x {Height}, but its width must be a multiple of 32, its height of 16, and both at most 1920");
        }
    }

    public string Folder { get; }

    public string Id { get; }

    public string Title { get; }

    public string Gender { get; }

    /// <summary>The voice it speaks with unless told otherwise.</summary>
    public string Voice { get; }

    public int Width { get; }

    public int Height { get; }

    public static AvatarPack Read(string folder)
    {
        var path = Path.Combine(folder, "pack.json");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new AvatarPack(folder, document.RootElement.Clone());
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InvalidDataException($"The avatar pack in {folder} has no pack.json.", e);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The avatar pack in {folder} has a pack.json that is not JSON: {e.Message}", e);
        }
    }

    /// <summary>Whether its pictures move by themselves.</summary>
    public bool HasLoop => _root.TryGetProperty("loop", out _);

    /// <summary>A file's full path, by its role in the <c>files</c> section.</summary>
    public string FilePath(string role) => FilePath("files", role);

    public string FilePath(string section, string role) => Existing(Text(Member(_root, section), role));

    public string PatchPath(string region, string patch) => Existing(Text(Patch(region, patch), "file"));

    /// <summary>A region's rectangle.</summary>
    public PixelRectangle Rectangle(string region)
    {
        var r = Numbers(Member(_root, "rects"), region, 4);
        var rectangle = new PixelRectangle((int)r[0], (int)r[1], (int)r[2], (int)r[3]);
        if (rectangle.X < 0 || rectangle.Y < 0 || rectangle.Width < 16 || rectangle.Height < 16
            || rectangle.X + rectangle.Width > Width || rectangle.Y + rectangle.Height > Height
            || ((rectangle.X | rectangle.Y | rectangle.Width | rectangle.Height) & 1) != 0)
        {
            throw Broken($"has a {region} rectangle that is not an even one inside the picture");
        }
        return rectangle;
    }

    public Vector2 Point(string name)
    {
        var p = Numbers(_root, name, 2);
        return new Vector2(p[0], p[1]);
    }

    /// <summary>A landmark of a patch, in pixels of the picture.</summary>
    public Vector2 Point(string region, string patch, string name)
    {
        var p = Numbers(Member(Patch(region, patch), "points"), name, 2);
        return new Vector2(p[0], p[1]);
    }

    /// <summary>A chain of landmarks of a patch, in pixels of the picture.</summary>
    public Vector2[] Points(string region, string patch, string name, int count)
    {
        var list = Member(Member(Patch(region, patch), "points"), name);
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != count)
        {
            throw Broken($"should have {count} points {name} for {region}/{patch}");
        }
        return [.. list.EnumerateArray().Select(p => Floats(p, name, 2)).Select(p => new Vector2(p[0], p[1]))];
    }

    public float Number(string region, string patch, string name) => Float(Member(Member(Patch(region, patch), "points"), name), name);

    public float Number(string section, string name) => Float(Member(Member(_root, section), name), name);

    /// <summary>The pictures of the <c>loop</c> section: bytes of the access unit, coefficients of the map and of the light.</summary>
    public IEnumerable<(int Bytes, float[] Map, float[] Light)> LoopFrames()
    {
        var frames = Member(Member(_root, "loop"), "frames");
        return frames.ValueKind == JsonValueKind.Array
            ? frames.EnumerateArray().Select(f => ((int)Float(Member(f, "bytes"), "bytes"), Numbers(f, "map", 2 * FaceMap.Terms), Numbers(f, "light", 5)))
            : throw Broken("needs a list for frames in its pack.json");
    }

    /// <summary>The <c>life</c> section; what it lacks is as usual.</summary>
    public LifeAmounts Life()
    {
        if (!_root.TryGetProperty("life", out var life))
        {
            return LifeAmounts.Usual;
        }
        float Amount(string name) => !life.TryGetProperty(name, out var value) ? 1 : Float(value, name) is >= 0 and <= LifeAmounts.Most and var amount
            ? amount : throw Broken($"has {name} in its life that is not from 0 to {LifeAmounts.Most}");
        return new LifeAmounts(Amount("head"), Amount("blinks"), Amount("gaze"), Amount("brows"), Amount("smile"), Amount("breath"));
    }

    public InvalidDataException Broken(string what, Exception? cause = null) => new($"The avatar pack in {Folder} {what}.", cause);

    private JsonElement Patch(string region, string patch) => Member(Member(Member(_root, "patches"), region), patch);

    private string Existing(string file)
    {
        var path = Path.GetFullPath(Path.Combine(Folder, file));
        return File.Exists(path) ? path : throw Broken($"lacks the file {file}");
    }

    private JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member)
            ? member : throw Broken($"lacks {name} in its pack.json");

    private string Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value
            ? value : throw Broken($"needs a text for {name} in its pack.json");

    private float[] Numbers(JsonElement element, string name, int count) => Floats(Member(element, name), name, count);

    private float[] Floats(JsonElement list, string name, int count) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() == count
            ? [.. list.EnumerateArray().Select(v => Float(v, name))] : throw Broken($"needs {count} numbers for {name} in its pack.json");

    private float Float(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out var number) && float.IsFinite(number)
            ? number : throw Broken($"needs a number for {name} in its pack.json");
}
