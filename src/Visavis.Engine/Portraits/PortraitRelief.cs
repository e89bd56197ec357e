using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Render;

namespace Visavis.Engine.Portraits;

/// <summary>
/// How far every part of a head is from the camera: the face by its mesh, hair and neck by rings that curve back behind it. Only the head's
/// displacement fields are made from it.
/// </summary>
internal sealed class PortraitRelief
{
    /// <summary>The studio packs' camera, which a photo is taken to have.</summary>
    public const float LensMillimetres = 85, SensorMillimetres = 36;

    private const float Distance = 1.6f;

    /// <summary>Rings about the oval (factors of its size) and how far behind it they lie, in eye distances.</summary>
    private static readonly (float Factor, float Behind)[] Rings = [(1.16f, .29f), (1.45f, .71f), (1.9f, 1.2f)];

    /// <summary>The neck's joint below the chin, and where the head's mask ends below that, in eye distances.</summary>
    private const float PivotBelowChin = .38f, MaskBelowPivot = .35f, MaskHalfWidth = 2.3f;

    private readonly float[] _metres;
    private readonly byte[] _head, _person;
    private readonly int _width, _height;

    private PortraitRelief(Portrait portrait, FaceTopology topology)
    {
        (_width, _height) = (portrait.Picture.Width, portrait.Picture.Height);
        Pivot = new Vector2(portrait.Face.Flat(topology["face_oval"]).Average(p => p.X), portrait.Face.Flat(152).Y + PivotBelowChin * portrait.EyeDistance);
        _person = [.. portrait.Person.Values.Select(share => (byte)(Math.Clamp(share, 0, 1) * 255 + .5f))];
        _head = Head(portrait);
        _metres = Metres(portrait, topology);
        (Near, Far) = (_metres.Where(m => m > 0).Min(), _metres.Max());
    }

    public float Near { get; }

    public float Far { get; }

    /// <summary>Where the head turns, in pixels.</summary>
    public Vector2 Pivot { get; }

    public static PortraitRelief Of(Portrait portrait, FaceTopology topology) => new(portrait, topology);

    public void Write(string folder)
    {
        PngWriter.Write(Path.Combine(folder, "matte.png"), _width, _height, _person);
        PngWriter.Write(Path.Combine(folder, "head.png"), _width, _height, _head);
        // 0 is nobody, 2 % is far, 100 % is near: the studio packs' encoding.
        ushort[] depth = [.. _metres.Select(m => m == 0 ? (ushort)0 : (ushort)(((Far - m) / (Far - Near) * .98f + .02f) * 65535))];
        PngWriter.Write(Path.Combine(folder, "depth.png"), _width, _height, depth);
    }

    private byte[] Head(Portrait portrait)
    {
        var head = new byte[_width * _height];
        var (s, below) = (portrait.EyeDistance, Pivot.Y + MaskBelowPivot * portrait.EyeDistance);
        for (var i = 0; i < head.Length; i++)
        {
            var (x, y) = (i % _width, i / _width);
            head[i] = y < below && MathF.Abs(x - Pivot.X) < MaskHalfWidth * s ? _person[i] : (byte)0;
        }
        return head;
    }

    private float[] Metres(Portrait portrait, FaceTopology topology)
    {
        var face = portrait.Face;
        var oval = topology["face_oval"];
        var centre = face.Flat(oval).Aggregate(Vector2.Zero, (sum, p) => sum + p) / oval.Count;
        var places = new List<Vector2>(portrait.Flat[..FacePoints.MeshCount]);
        var depths = new List<Vector2>(Enumerable.Range(0, FacePoints.MeshCount).Select(i => new Vector2(face[i].Z, 0)));
        foreach (var (factor, behind) in Rings)
        {
            places.AddRange(oval.Select(i => centre + (face.Flat(i) - centre) * factor));
            depths.AddRange(oval.Select(i => new Vector2(face[i].Z + behind * portrait.EyeDistance, 0)));
        }
        // A map of a picture whose x is the depth: the mesh's triangles are filled with it.
        var map = WarpMap.Of(depths.ToArray(), places.ToArray(), new OvalRings(topology).Triangles.Concat(topology.Triangles), new PixelRectangle(0, 0, _width, _height));
        var pixelsPerMetre = LensMillimetres / SensorMillimetres * _width / Distance;
        return [.. map.Source.Select((at, i) => map.Covered[i] && _person[i] > 127 ? Distance + at.X / pixelsPerMetre : 0)];
    }
}
