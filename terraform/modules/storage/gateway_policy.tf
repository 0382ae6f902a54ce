# What the gateway's stores call, and nothing else: no scan, no way to make or change a table or bucket.

locals {
  # Which actions on which table; an index is only queried.
  table_access = {
    sessions = {
      arn     = aws_dynamodb_table.sessions.arn
      actions = ["GetItem", "PutItem", "DeleteItem"]
      indexes = ["UserSessionsIndex"]
    }
    voice_profiles = {
      arn     = aws_dynamodb_table.voice_profiles.arn
      actions = ["GetItem", "PutItem", "DeleteItem"]
      indexes = ["UserProfilesIndex"]
    }
    users = {
      arn     = aws_dynamodb_table.users.arn
      actions = ["GetItem", "PutItem", "DeleteItem"]
      indexes = ["EmailIndex"]
    }
    translation_segments = {
      arn     = aws_dynamodb_table.translation_segments.arn
      actions = ["Query", "BatchWriteItem"]
      indexes = []
    }
    api_keys = {
      arn     = aws_dynamodb_table.api_keys.arn
      actions = ["GetItem", "PutItem", "UpdateItem", "DeleteItem"]
      indexes = ["OwnerIndex"]
    }
  }

  # Which actions on the objects below which prefixes. Voices are read and deleted by version.
  object_access = {
    voice_embeddings = {
      bucket   = "voice_embeddings"
      prefixes = ["embeddings"]
      actions  = ["PutObject", "GetObject", "GetObjectVersion", "DeleteObjectVersion"]
    }
    recordings = {
      bucket   = "recordings"
      prefixes = ["recordings"]
      actions  = ["PutObject", "GetObject", "DeleteObject", "AbortMultipartUpload"]
    }
    recording_notes = {
      bucket   = "recordings"
      prefixes = ["users"]
      actions  = ["PutObject", "DeleteObject"]
    }
    personal_data = {
      bucket   = "personal_data"
      prefixes = ["consents", "glossaries", "erasures", "withdrawals"]
      actions  = ["PutObject", "GetObject", "DeleteObject"]
    }
    participations = {
      bucket   = "personal_data"
      prefixes = ["participations"]
      actions  = ["PutObject", "DeleteObject"]
    }
  }

  # Without a condition on the prefix: a read of what is not there asks for no prefix, and whoever may not list is
  # told 403, which the gateway could not tell from a missing permission, where it expects 404.
  bucket_access = {
    voice_embeddings = ["ListBucket", "ListBucketVersions"]
    recordings       = ["ListBucket", "ListBucketMultipartUploads"]
    personal_data    = ["ListBucket"]
  }
}

data "aws_iam_policy_document" "gateway" {
  dynamic "statement" {
    for_each = local.table_access

    content {
      sid       = "Table${replace(title(replace(statement.key, "_", " ")), " ", "")}"
      actions   = [for action in statement.value.actions : "dynamodb:${action}"]
      resources = [statement.value.arn]
    }
  }

  statement {
    sid       = "Indexes"
    actions   = ["dynamodb:Query"]
    resources = flatten([for table in local.table_access : [for index in table.indexes : "${table.arn}/index/${index}"]])
  }

  dynamic "statement" {
    for_each = local.object_access

    content {
      sid       = "Objects${replace(title(replace(statement.key, "_", " ")), " ", "")}"
      actions   = [for action in statement.value.actions : "s3:${action}"]
      resources = [for prefix in statement.value.prefixes : "${aws_s3_bucket.this[statement.value.bucket].arn}/${prefix}/*"]
    }
  }

  dynamic "statement" {
    for_each = local.bucket_access

    content {
      sid       = "Bucket${replace(title(replace(statement.key, "_", " ")), " ", "")}"
      actions   = [for action in statement.value : "s3:${action}"]
      resources = [aws_s3_bucket.this[statement.key].arn]
    }
  }

  # Only by way of S3: with the key alone nothing is decrypted.
  statement {
    sid       = "KeyThroughS3"
    actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
    resources = [local.kms_key_arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["s3.${var.region}.${data.aws_partition.current.dns_suffix}"]
    }
  }

  # DynamoDB opens the key of the table of voice profiles in the name of whoever asks.
  statement {
    sid       = "KeyThroughDynamoDb"
    actions   = ["kms:Decrypt", "kms:DescribeKey"]
    resources = [local.kms_key_arn]

    condition {
      test     = "StringEquals"
      variable = "kms:ViaService"
      values   = ["dynamodb.${var.region}.${data.aws_partition.current.dns_suffix}"]
    }
  }
}
