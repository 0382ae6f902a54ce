resource "aws_s3_bucket" "this" {
  #checkov:skip=CKV_AWS_144:Copies in another region are made where there is one, and not of people whose data stay in theirs
  #checkov:skip=CKV2_AWS_61:Each has one, in lifecycle.tf; the check does not follow a literal key of for_each
  #checkov:skip=CKV2_AWS_62:Nothing waits for objects; the gateway tells what happens as events of its own
  for_each = local.buckets

  region = var.region
  bucket = "${each.value.prefix}${var.region}"
  tags   = local.tags

  # A bucket that is not empty stays, whatever is asked.
  force_destroy = false
}

resource "aws_s3_bucket_ownership_controls" "this" {
  for_each = local.buckets

  region = var.region
  bucket = aws_s3_bucket.this[each.key].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_public_access_block" "this" {
  for_each = local.buckets

  region                  = var.region
  bucket                  = aws_s3_bucket.this[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "this" {
  for_each = local.buckets

  region = var.region
  bucket = aws_s3_bucket.this[each.key].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = local.kms_key_arn
    }
  }
}

# Only where the gateway names versions: elsewhere what somebody deletes, or is forgotten, must not stay as a former version.
resource "aws_s3_bucket_versioning" "this" {
  for_each = { for name, bucket in local.buckets : name => bucket if bucket.versioned }

  region = var.region
  bucket = aws_s3_bucket.this[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

data "aws_iam_policy_document" "tls_only" {
  for_each = local.buckets

  statement {
    sid       = "TlsOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.this[each.key].arn, "${aws_s3_bucket.this[each.key].arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "this" {
  for_each = local.buckets

  region = var.region
  bucket = aws_s3_bucket.this[each.key].id
  policy = data.aws_iam_policy_document.tls_only[each.key].json

  # S3 refuses two changes of a bucket's access at once.
  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_s3_bucket_logging" "this" {
  for_each = var.access_log_bucket == null ? {} : local.buckets

  region        = var.region
  bucket        = aws_s3_bucket.this[each.key].id
  target_bucket = var.access_log_bucket
  target_prefix = "${aws_s3_bucket.this[each.key].id}/"
}

# Scripts of pages follow links to recordings; nothing else is fetched by browsers.
resource "aws_s3_bucket_cors_configuration" "recordings" {
  count = length(var.origins) == 0 ? 0 : 1

  region = var.region
  bucket = aws_s3_bucket.this["recordings"].id

  cors_rule {
    allowed_methods = ["GET", "HEAD"]
    allowed_origins = var.origins
    allowed_headers = ["Range"]
    expose_headers  = ["Accept-Ranges", "Content-Length", "Content-Range", "ETag"]
    max_age_seconds = 3600
  }
}
