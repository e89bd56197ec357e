using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Visavis.Engine.Faces;

/// <summary>
/// How all points of a face move in 23 mouth shapes and 11 eye shapes, in eye distances of the neutral face's frame, measured on the
/// studio presenters.
/// </summary>
public sealed class MouthBasis
{
    private readonly float[] _values;
    private readonly Dictionary<string, int> _sets, _shapes, _neutrals, _presenters;
    private readonly int _neutralOffset, _pixelOffset;

    private MouthBasis(JsonElement card, float[] values)
    {
        _values = values;
        _sets = Order(card.GetProperty("sets").EnumerateArray());
        _shapes = Order(card.GetProperty("shapes").EnumerateArray().Select(shape => shape.GetProperty("name")));
        var blocks = card.GetProperty("blocks");
        _neutrals = Order(blocks[1].GetProperty("order").EnumerateArray());
        _presenters = Order(blocks[2].GetProperty("order").EnumerateArray());
        _neutralOffset = blocks[1].GetProperty("offset_floats").GetInt32();
        _pixelOffset = blocks[2].GetProperty("offset_floats").GetInt32();
        MouthShapes = Names(card, "mouth");
        EyeShapes = Names(card, "eyes");
    }

    public IReadOnlyList<string> MouthShapes { get; }

    public IReadOnlyList<string> EyeShapes { get; }

    /// <summary>The presenters whose points it knows.</summary>
    public IReadOnlyCollection<string> Presenters => _presenters.Keys;

    /// <summary>478 displacements of a shape.</summary>
    /// <param name="set"><c>art_mean</c>, or <c>art_</c> and a presenter.</param>
    /// <param name="shape">The name of a patch, such as <c>neutral_j50</c>.</param>
    public ReadOnlySpan<Vector2> Displacement(string set, string shape) =>
        Pairs((_sets[set] * _shapes.Count + _shapes[shape]) * FacePoints.Count * 2);

    /// <summary>478 points of a neutral face: <c>mean</c> or a presenter.</summary>
    public ReadOnlySpan<Vector2> Neutral(string name) => Pairs(_neutralOffset + _neutrals[name] * FacePoints.Count * 2);

    /// <summary>A presenter's points on its base picture.</summary>
    public FacePoints Points(string presenter) =>
        new(MemoryMarshal.Cast<float, Vector3>(_values.AsSpan(_pixelOffset + _presenters[presenter] * FacePoints.Count * 3, FacePoints.Count * 3)).ToArray(), 1);

    /// <exception cref="InvalidDataException">A file is missing or malformed.</exception>
    public static MouthBasis Load(string folder)
    {
        try
        {
            using var card = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "mouth_basis.json")));
            var bytes = File.ReadAllBytes(Path.Combine(folder, "mouth_basis.f32"));
            return new MouthBasis(card.RootElement, MemoryMarshal.Cast<byte, float>(bytes).ToArray());
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"The mouth basis in {folder} cannot be read: {e.Message} Restore the assets folder.", e);
        }
    }

    private ReadOnlySpan<Vector2> Pairs(int offset) => MemoryMarshal.Cast<float, Vector2>(_values.AsSpan(offset, FacePoints.Count * 2));

    private static Dictionary<string, int> Order(IEnumerable<JsonElement> names) =>
        names.Select((name, i) => (name, i)).ToDictionary(item => item.name.GetString()!, item => item.i);

    private static string[] Names(JsonElement card, string kind) =>
        [.. card.GetProperty("shapes").EnumerateArray().Where(shape => shape.GetProperty("kind").GetString() == kind).Select(shape => shape.GetProperty("name").GetString()!)];
}
