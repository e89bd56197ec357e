using System.Numerics;
using System.Text.Json;

namespace Visavis.Engine.Faces;

/// <summary>What is the same for all faces: the canonical mesh, its triangles, the mirror map, named chains of points.</summary>
public sealed class FaceTopology
{
    private readonly Dictionary<string, int[]> _lists;

    private FaceTopology(JsonElement mesh, JsonElement indices)
    {
        Canonical = [.. mesh.GetProperty("canonical").EnumerateArray().Select(p => new Vector3(p[0].GetSingle(), p[1].GetSingle(), p[2].GetSingle()))];
        var all = Integers(mesh, "triangles").Chunk(3).Select(t => (t[0], t[1], t[2])).ToArray();
        HashSet<int> mouth = [.. Integers(mesh, "mouth_opening_triangles")], eyes = [.. Integers(mesh, "eye_opening_triangles")];
        Triangles = all;
        MouthOpening = [.. all.Where((_, i) => mouth.Contains(i))];
        WithoutMouth = [.. all.Where((_, i) => !mouth.Contains(i))];
        WithoutEyes = [.. all.Where((_, i) => !eyes.Contains(i))];
        Mirror = Integers(mesh, "mirror");
        PoseBasis = [.. mesh.GetProperty("pose_basis").EnumerateArray().Select(p => (p[0].GetInt32(), p[1].GetSingle()))];
        _lists = indices.GetProperty("lists").EnumerateObject().ToDictionary(list => list.Name, list => list.Value.EnumerateArray().Select(i => i.GetInt32()).ToArray());
    }

    /// <summary>468 positions in centimetres: x right, y up, z towards the viewer.</summary>
    public IReadOnlyList<Vector3> Canonical { get; }

    /// <summary>All 898.</summary>
    public IReadOnlyList<(int A, int B, int C)> Triangles { get; }

    /// <summary>The 18 that span the opening between the lips.</summary>
    public IReadOnlyList<(int A, int B, int C)> MouthOpening { get; }

    public IReadOnlyList<(int A, int B, int C)> WithoutMouth { get; }

    public IReadOnlyList<(int A, int B, int C)> WithoutEyes { get; }

    /// <summary>For every point of a face its partner on the other side.</summary>
    public IReadOnlyList<int> Mirror { get; }

    /// <summary>The 33 points that tell the head's pose, with weights.</summary>
    public IReadOnlyList<(int Index, float Weight)> PoseBasis { get; }

    /// <summary>A chain of points by its name, such as <c>lips_outer</c> or <c>face_oval</c>.</summary>
    public IReadOnlyList<int> this[string list] => _lists[list];

    /// <exception cref="InvalidDataException">A file is missing or malformed.</exception>
    public static FaceTopology Load(string folder)
    {
        try
        {
            using var mesh = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "mesh_topology.json")));
            using var indices = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "mesh_indices.json")));
            return new FaceTopology(mesh.RootElement, indices.RootElement);
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"The face mesh in {folder} cannot be read: {e.Message} Restore the assets folder.", e);
        }
    }

    private static int[] Integers(JsonElement mesh, string name) => [.. mesh.GetProperty(name).EnumerateArray().Select(i => i.GetInt32())];
}
